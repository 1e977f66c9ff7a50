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
 * @param chain absent for whoever could tell from it that somebody pressed
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
        @Nullable Chain chain) {
    public KioskStatus {
        devices = List.copyOf(devices);
    }

    /**
     * What may be shown to anyone: nothing that moves by one when somebody presses, since a clerk who looks at it during a visit
     * of their own would learn when their citizen rated, or corrected it, or chose reasons.
     */
    public KioskStatus forAnyone() {
        return new KioskStatus(
                status,
                kiosk,
                version,
                office,
                runningMs,
                practice,
                simulated,
                recording,
                todo,
                devices.stream().map(Device::forAnyone).toList(),
                clock,
                link.forAnyone(),
                storage.forAnyone(),
                null);
    }

    /**
     * @param state {@code UP, DOWN, STUCK, FOREIGN, CONFLICT, UNBOUND, LID_OPEN}
     * @param sinceMs wall clock of the change, absent if unknown or not to be believed
     * @param stuckKeys keys that are stuck
     * @param pending presses that the pad has told and the kiosk has not stored yet; absent for anyone
     */
    public record Device(
            String name,
            @Nullable Integer counter,
            String state,
            @Nullable Long sinceMs,
            List<Integer> stuckKeys,
            @Nullable Integer pending,
            @Nullable String detail) {
        public Device {
            stuckKeys = List.copyOf(stuckKeys);
        }

        private Device forAnyone() {
            return new Device(name, counter, state, sinceMs, stuckKeys, null, detail);
        }
    }

    /** @param wallMs milliseconds since 1970 UTC */
    public record Clock(boolean trusted, long wallMs) {}

    /**
     * @param state {@code OFF, CONNECTING, ONLINE, STALLED, FORKED}
     * @param backlog records without a receipt; absent for anyone
     * @param oldestUnsentMs hour of the oldest of them; not closer, since it may be a press
     * @param lastReceiptMs minute of the last receipt, for the same reason
     * @param settingsVersion version of the server's settings in force, or that were changed on the spot since; absent for none
     * @param settingsRefused why the server's newest settings are not in force, absent if they are, or none came
     */
    public record Link(
            String state,
            @Nullable Long backlog,
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

        /** Records without a receipt, 0 where they are not told. */
        public long waiting() {
            return backlog == null ? 0 : backlog;
        }

        private Link forAnyone() {
            return new Link(state, null, null, null, alarm, settingsVersion, settingsRefused);
        }

        /** How the uplink is. */
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
     * @param lostPresses presses that could not be stored, since the kiosk was set up; absent for anyone
     */
    public record Storage(
            long freeBytes, boolean full, @Nullable Long lostPresses) {
        /** The journal grows by whole pages: free space to 256 MiB tells of no single record. */
        private static final long ROUGHLY = 256L * 1024 * 1024;

        private Storage forAnyone() {
            return new Storage(freeBytes / ROUGHLY * ROUGHLY, full, null);
        }
    }

    /** Head of the journal's chain. */
    public record Chain(String epoch, int gen, long seq, String hash) {}
}
