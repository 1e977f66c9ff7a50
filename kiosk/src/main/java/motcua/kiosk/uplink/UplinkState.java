package motcua.kiosk.uplink;

import org.jspecify.annotations.Nullable;

/**
 * How the link to the server is.
 *
 * @param sinceMs wall clock when the phase began, milliseconds since 1970 UTC
 * @param backlog records without a receipt
 * @param oldestUnsentMs wall clock of the oldest of them, as its record says; absent if there is none
 * @param lastReceiptMs wall clock when the server last answered; absent if it never did since the start
 * @param alarm what a technician has to look at; absent if nothing
 */
public record UplinkState(
        Phase phase,
        long sinceMs,
        long backlog,
        @Nullable Long oldestUnsentMs,
        @Nullable Long lastReceiptMs,
        @Nullable String alarm) {

    /** What the link does. */
    public enum Phase {
        /** No server is configured; the office works on its own. */
        OFF,
        /** No connection to the broker; the next try is on its way. */
        CONNECTING,
        /** Connected, and the server answers. */
        ONLINE,
        /** Connected to a broker, but the server did not answer for a minute. */
        STALLED,
        /** The server knows another history of this kiosk; new records go on in a new epoch. */
        FORKED
    }
}
