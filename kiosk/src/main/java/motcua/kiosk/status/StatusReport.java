package motcua.kiosk.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import motcua.bridge.health.DeviceState;
import motcua.bridge.pad.PadPress;
import motcua.bridge.pad.PadState;
import motcua.bridge.printer.PrinterCondition;
import motcua.bridge.printer.PrinterState;
import motcua.contract.body.SettingsApplied;
import motcua.contract.wire.Status;
import motcua.kiosk.clock.ClockAnchors;
import motcua.kiosk.clock.KioskClock;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.PadHealth;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.pads.PadDesk;
import motcua.kiosk.voice.Voice;

/** Puts together how the kiosk is doing. Safe for any thread. */
public final class StatusReport implements Supplier<KioskStatus> {
    private static final String PRINTER = "printer";
    private static final Set<String> NO_PADS = Set.of("gpio", PRINTER, Voice.DEVICE);
    private static final long LITTLE_SPACE_BYTES = 200L * 1024 * 1024;

    private final String version;
    private final Journal journal;
    private final KioskClock clock;
    private final ClockAnchors anchors;
    private final Counters counters;
    private final PadDesk pads;
    private final Supplier<Optional<DeviceState>> wires;
    private final Supplier<Optional<PrinterState>> printer;
    private final Supplier<Optional<DeviceState>> voice;
    private final Supplier<KioskStatus.Link> link;
    private final BooleanSupplier recording;
    private final LongSupplier lostPresses;
    private final Path data;
    private final long startedUpMs;

    /**
     * @param wires how the keys wired to the kiosk are; empty if there are none
     * @param printer how the ticket printer is; empty if there is none
     * @param voice how the voice that calls numbers is; empty if there is none
     */
    public StatusReport(
            String version,
            Journal journal,
            KioskClock clock,
            ClockAnchors anchors,
            Counters counters,
            PadDesk pads,
            Supplier<Optional<DeviceState>> wires,
            Supplier<Optional<PrinterState>> printer,
            Supplier<Optional<DeviceState>> voice,
            Supplier<KioskStatus.Link> link,
            BooleanSupplier recording,
            LongSupplier lostPresses,
            Path data) {
        this.version = version;
        this.journal = journal;
        this.clock = clock;
        this.anchors = anchors;
        this.counters = counters;
        this.pads = pads;
        this.wires = wires;
        this.printer = printer;
        this.voice = voice;
        this.link = link;
        this.recording = recording;
        this.lostPresses = lostPresses;
        this.data = data;
        this.startedUpMs = clock.upMs();
    }

    @Override
    public KioskStatus get() {
        List<KioskStatus.Device> devices = devices();
        KioskStatus.Clock time = new KioskStatus.Clock(anchors.trusted(), clock.wallMs());
        KioskStatus.Link up = link.get();
        KioskStatus.Storage storage = storage();
        boolean records = recording.getAsBoolean();
        int todo = (int) devices.stream()
                        .filter(device -> !device.state().equals("UP"))
                        .count()
                + (time.trusted() ? 0 : 1)
                + (up.state().equals("FORKED") || up.state().equals("STALLED") ? 1 : 0)
                + (up.settingsRefused() == null ? 0 : 1)
                + (storage.full() ? 1 : 0)
                + (records ? 0 : 1)
                + (counters.settings().isPresent() ? 0 : 1);
        return new KioskStatus(
                todo == 0 ? "ok" : "trouble",
                journal.kioskId(),
                version,
                counters.settings().map(set -> set.office().name()).orElse(""),
                clock.upMs() - startedUpMs,
                journal.practice(),
                journal.simulated(),
                records,
                todo,
                devices,
                time,
                up,
                storage,
                new KioskStatus.Chain(
                        journal.epoch(),
                        journal.gen(),
                        journal.headSeq(),
                        journal.headHash().hex()));
    }

    private KioskStatus.Storage storage() {
        try {
            long free = Files.getFileStore(data).getUsableSpace();
            return new KioskStatus.Storage(free, free < LITTLE_SPACE_BYTES, lostPresses.getAsLong());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see how much space " + data + " has", e);
        }
    }

    private List<KioskStatus.Device> devices() {
        Map<String, PadState> states = pads.states();
        List<Integer> numbers = counters.numbers();
        List<KioskStatus.Device> devices = new ArrayList<>();
        for (PadHealth pad : counters.pads()) {
            boolean bound = pad.counter() != 0 && numbers.contains(pad.counter());
            boolean speaks = !pad.state().equals("DOWN");
            if (bound || speaks) {
                devices.add(device(pad, states.get(pad.pad()), bound));
            }
        }
        wires.get().ifPresent(state -> devices.add(device(state)));
        printer.get().ifPresent(state -> devices.add(printer(state)));
        voice.get().ifPresent(state -> devices.add(device(state)));
        return devices;
    }

    private static KioskStatus.Device device(DeviceState state) {
        return new KioskStatus.Device(
                state.device(),
                null,
                state.condition() == DeviceState.Condition.OK ? "UP" : "DOWN",
                null,
                List.of(),
                0,
                state.detail().orElse(null));
    }

    private static KioskStatus.Device printer(PrinterState state) {
        return new KioskStatus.Device(
                PRINTER,
                null,
                state.condition() == PrinterCondition.READY
                        ? "UP"
                        : state.condition().name(),
                null,
                List.of(),
                0,
                state.detail().orElse(null));
    }

    private static KioskStatus.Device device(
            PadHealth pad, @org.jspecify.annotations.Nullable PadState state, boolean bound) {
        List<Integer> stuck = new ArrayList<>();
        boolean lid = false;
        int pending = 0;
        if (pad.up() && state != null) {
            for (int key = 1; key <= PadPress.CLERK_KEY; key++) {
                if ((state.stuckMask() & 1 << (key - 1)) != 0) {
                    stuck.add(key);
                }
            }
            lid = state.lidOpen();
            pending = state.pending();
        }
        String shown =
                !pad.up() ? pad.state() : !bound ? "UNBOUND" : !stuck.isEmpty() ? "STUCK" : lid ? "LID_OPEN" : "UP";
        return new KioskStatus.Device(
                pad.pad(),
                bound ? Integer.valueOf(pad.counter()) : null,
                shown,
                pad.since() != null && pad.since().trusted()
                        ? Long.valueOf(pad.since().wallMs())
                        : null,
                stuck,
                pending,
                state == null ? null : state.detail().orElse(null));
    }

    /** The same for the server, as the wire has it. */
    public Status forServer() {
        List<Status.Device> devices = devices().stream()
                .map(device -> new Status.Device(
                        NO_PADS.contains(device.name()) ? device.name() : "pad:" + device.name(),
                        device.counter(),
                        device.state()))
                .toList();
        return new Status(
                journal.kioskId(),
                true,
                version,
                clock.wallMs(),
                clock.trust().name(),
                link.get().waiting(),
                journal.practice(),
                journal.simulated(),
                devices);
    }

    /** Number and mode of every counter, for the page of all screens. */
    public List<SettingsApplied.Counter> counters() {
        return counters.settings().map(SettingsApplied::counters).orElse(List.of());
    }
}
