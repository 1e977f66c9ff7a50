package motcua.kiosk.pads;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import motcua.bridge.health.DeviceState;
import motcua.bridge.keys.KeyListener;
import motcua.bridge.keys.Lamps;
import motcua.bridge.pad.PadDisplay;
import motcua.kiosk.config.GpioConfig;
import motcua.kiosk.counter.CounterView;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.journal.JournalFailure;
import org.jspecify.annotations.Nullable;

/**
 * Keys and lamps wired to the kiosk itself: clerks' keys, rows of rating keys, ticket keys, lamps that invite.
 *
 * <p>The row of counter N is known to the journal as the pad {@code gpio-N}, so a window knows whether anybody could have
 * pressed, and the status says which counter has no keys. A wire has no memory: a press while the kiosk is down is lost,
 * which is why the rating pad is the main device. Safe for any thread.
 */
public final class WiredKeys implements KeyListener {
    private final Counters counters;
    private final LongSupplier upMs;
    private final BooleanSupplier trying;
    private final IntConsumer lost;
    private final TicketStroke ticket;
    private final SortedSet<Integer> rows = new TreeSet<>();
    private final Map<String, Boolean> lit = new HashMap<>();
    private volatile @Nullable Lamps lamps;
    private volatile @Nullable DeviceState state;

    /** Hears of a ticket key. */
    @FunctionalInterface
    public interface TicketStroke {
        /**
         * Takes a ticket.
         *
         * @param key letter of a series, or {@code priority}
         */
        void pressed(String key, long ageMs);
    }

    /**
     * @param names of the keys, as {@link GpioConfig#KEY} has them
     * @param upMs monotonic milliseconds, the clock of the driver
     * @param trying whether a technician is trying keys: their presses belong to no counter
     * @param lost hears the counter of a press that was not stored
     * @param ticket hears of ticket keys, but not while a technician is trying keys
     */
    public WiredKeys(
            Counters counters,
            List<String> names,
            LongSupplier upMs,
            BooleanSupplier trying,
            IntConsumer lost,
            TicketStroke ticket) {
        this.counters = counters;
        this.upMs = upMs;
        this.trying = trying;
        this.lost = lost;
        this.ticket = ticket;
        for (String name : names) {
            Matcher key = key(name);
            if (key.group(2) != null) {
                rows.add(Integer.valueOf(key.group(2)));
            }
        }
        List<Integer> bound = new ArrayList<>();
        counters.pads().forEach(pad -> bound.add(pad.counter()));
        for (int row : rows) {
            if (!bound.contains(row)) { // else a technician has chosen another pad for this counter
                counters.bindPad(pad(row), row);
            }
        }
    }

    /** Takes the lamps into care, named as {@link GpioConfig#LAMP} has them. */
    public void attach(Lamps driver) {
        lamps = driver;
        showAll();
    }

    @Override
    public void onKey(String name, long pressedUpMs) {
        Matcher key = key(name);
        long ageMs = Math.max(0, upMs.getAsLong() - pressedUpMs);
        String taken = key.group(4);
        if (taken != null) {
            if (!trying.getAsBoolean()) {
                ticket.pressed(taken, ageMs);
            }
            return;
        }
        try {
            onKey(key, ageMs);
        } catch (JournalFailure e) {
            lost.accept(Integer.parseInt(key.group(key.group(2) == null ? 1 : 2)));
            throw e;
        }
    }

    private void onKey(Matcher key, long ageMs) {
        if (key.group(2) == null) {
            counters.wiredFinish(Integer.parseInt(key.group(1)), ageMs);
        } else {
            int row = Integer.parseInt(key.group(2));
            counters.wiredPress(pad(row), Integer.parseInt(key.group(3)), ageMs, trying.getAsBoolean());
        }
    }

    @Override
    public void onLost(long edges) {
        for (int row : rows) {
            counters.padEvent(pad(row), "GAP", edges + " edges of wired keys lost");
        }
    }

    @Override
    public void onState(DeviceState now) {
        state = now;
        String connection = now.condition() == DeviceState.Condition.OK ? "UP" : "DOWN";
        for (int row : rows) {
            counters.padState(pad(row), connection, now.detail().orElse(null));
        }
    }

    /** How the wires are; empty before the driver has said anything. */
    public Optional<DeviceState> state() {
        return Optional.ofNullable(state);
    }

    /** Lights and darkens the lamps as their counters ask. To be called often. */
    public void showAll() {
        Lamps driver = lamps;
        if (driver == null) {
            return;
        }
        for (String lamp : driver.names()) {
            Matcher name = GpioConfig.LAMP.matcher(lamp);
            boolean invites = name.matches() && invites(Integer.parseInt(name.group(1)));
            synchronized (lit) {
                if (!Boolean.valueOf(invites).equals(lit.put(lamp, invites))) {
                    driver.set(lamp, invites);
                }
            }
        }
    }

    private boolean invites(int counter) {
        CounterView view = counters.view(counter).orElse(null);
        return PadDesk.display(view, 0) instanceof PadDisplay.Invite;
    }

    private static String pad(int counter) {
        return "gpio-" + counter;
    }

    private static Matcher key(String name) {
        Matcher key = GpioConfig.KEY.matcher(name);
        if (!key.matches()) {
            throw new IllegalArgumentException("no key is called " + name);
        }
        return key;
    }
}
