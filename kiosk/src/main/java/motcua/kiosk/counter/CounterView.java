package motcua.kiosk.counter;

import motcua.contract.body.Mode;
import org.jspecify.annotations.Nullable;

/**
 * A counter at one moment, for screens, pads and desks. Says that a visit was rated, never how.
 *
 * @param service the visit on show in phases INVITE and AFTER
 * @param inviteLeftMs until the invitation ends; 0 where it does not end by itself (mode OPEN) or there is none
 * @param redoLeftMs how long a press still corrects the one before
 * @param afterLeftMs how long the screen after the press stays
 * @param last what became of the visit finished last, absent before the first
 */
public record CounterView(
        int counter,
        Mode mode,
        Phase phase,
        @Nullable String service,
        long inviteLeftMs,
        long redoLeftMs,
        long afterLeftMs,
        @Nullable LastVisit last) {
    /** What the desk may say about the visit finished last. */
    public enum LastVisit {
        INVITING,
        RATED,
        NOT_RATED,
        DEVICE_DOWN,
        NOT_ASKED
    }
}
