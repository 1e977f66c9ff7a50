package motcua.kiosk.voice;

import org.jspecify.annotations.Nullable;

/**
 * How the voice is doing: a snapshot.
 *
 * @param condition whether it is heard
 * @param detail one English line for the technician: why it is not heard
 * @param unsayable one Vietnamese line: what could not be said last, and why
 * @param sinceUpMs the kiosk's monotonic milliseconds at which the condition became so
 * @param waiting calls that wait
 * @param said calls that were heard
 * @param replaced calls that gave way to a newer one of the same ticket
 * @param repeats repetitions left out because others waited
 * @param expired calls not said because they had waited too long
 * @param muted calls not said because the office wants silence at that hour
 * @param failed sayings that the loudspeaker did not bring to their end
 */
public record VoiceState(
        Condition condition,
        @Nullable String detail,
        @Nullable String unsayable,
        long sinceUpMs,
        int waiting,
        long said,
        long replaced,
        long repeats,
        long expired,
        long muted,
        long failed) {

    /** Whether the voice is heard. */
    public enum Condition {
        /** The configuration wants no voice. */
        OFF,
        OK,
        /** It is not, and is tried again by itself. */
        DOWN
    }
}
