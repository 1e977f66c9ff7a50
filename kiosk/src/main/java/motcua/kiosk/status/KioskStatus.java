package motcua.kiosk.status;

import java.util.List;
import motcua.kiosk.uplink.UplinkState;
import org.jspecify.annotations.Nullable;

/**
 * How the kiosk is doing: what {@code /status} and {@code /api/health} say.
 *
 * @param status {@code ok}, or {@code trouble} if anything needs a person
 * @param runningMs since the process started
 * @param todo number of things a person has to do
 */
public record KioskStatus(
        String status,
        String kiosk,
        String version,
        String office,
        long runningMs,
        boolean practice,
        boolean simulated,
        boolean recording,
        int todo,
        List<Device> devices,
        Clock clock,
        Link link,
        Storage storage,
        Chain chain) {
    public KioskStatus {
        devices = List.copyOf(devices);
    }

    /**
     * @param state {@code UP, DOWN, STUCK, FOREIGN, CONFLICT, UNBOUND, LID_OPEN}
     * @param sinceMs wall clock of the change, absent if unknown or not to be believed
     * @param stuckKeys keys that are stuck
     */
    public record Device(
            String name,
            @Nullable Integer counter,
            String state,
            @Nullable Long sinceMs,
            List<Integer> stuckKeys,
            int pending,
            @Nullable String detail) {
        public Device {
            stuckKeys = List.copyOf(stuckKeys);
        }
    }

    /** @param wallMs milliseconds since 1970 UTC */
    public record Clock(boolean trusted, long wallMs) {}

    /**
     * @param state {@code OFF, CONNECTING, ONLINE, STALLED, FORKED}
     * @param backlog records without a receipt
     * @param oldestUnsentMs hour of the oldest of them; not closer, since it may be a press
     * @param lastReceiptMs minute of the last receipt, for the same reason
     * @param settingsVersion version of the server's settings in force, or that were changed on the spot since; absent for none
     * @param settingsRefused why the server's newest settings are not in force, absent if they are, or none came
     */
    public record Link(
            String state,
            long backlog,
            @Nullable Long oldestUnsentMs,
            @Nullable Long lastReceiptMs,
            @Nullable String alarm,
            @Nullable Long settingsVersion,
            @Nullable String settingsRefused) {
        private static final long MINUTE_MS = 60_000;
        private static final long HOUR_MS = 60 * MINUTE_MS;

        /** A link that brought no settings. */
        public Link(
                String state,
                long backlog,
                @Nullable Long oldestUnsentMs,
                @Nullable Long lastReceiptMs,
                @Nullable String alarm) {
            this(state, backlog, oldestUnsentMs, lastReceiptMs, alarm, null, null);
        }

        /** The same link with what became of the server's settings; version 0 for none. */
        public Link settings(long version, @Nullable String refused) {
            @Nullable Long known = version == 0 ? null : Long.valueOf(version);
            return new Link(state, backlog, oldestUnsentMs, lastReceiptMs, alarm, known, refused);
        }

        /** What may be shown to anyone. */
        public static Link of(UplinkState state) {
            return new Link(
                    state.phase().name(),
                    state.backlog(),
                    floor(state.oldestUnsentMs(), HOUR_MS),
                    floor(state.lastReceiptMs(), MINUTE_MS),
                    state.alarm());
        }

        private static @Nullable Long floor(@Nullable Long ms, long unit) {
            return ms == null ? null : Long.valueOf(Math.floorDiv(ms, unit) * unit);
        }
    }

    /**
     * @param full whether the disk has less than 200 MB left
     * @param lostPresses presses that could not be stored, since the kiosk was set up
     */
    public record Storage(long freeBytes, boolean full, long lostPresses) {}

    /** Head of the journal's chain. */
    public record Chain(String epoch, int gen, long seq, String hash) {}
}
