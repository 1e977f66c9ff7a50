package motcua.bridge.printer;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What became of a job.
 *
 * @param numberSent whether a byte of the number left this machine, so that it may be on paper
 * @param millimetres paper fed by what was sent, up to and including the way to the knife
 * @param detail one English line for the technician, if it is not simply printed
 */
public record JobResult(Outcome outcome, boolean numberSent, int millimetres, Optional<String> detail) {
    public JobResult {
        requireNonNull(outcome, "outcome");
        requireNonNull(detail, "detail");
    }

    /** Whether a whole slip came out. */
    public enum Outcome {
        /** The printer answered the mark behind the last byte, and had nothing to complain about. */
        PRINTED,
        /** Everything was sent, and nothing trustworthy came back. */
        UNKNOWN,
        /** Not everything was sent, or the printer stopped before the end. A part of the slip may be out. */
        NOT_PRINTED
    }
}
