package motcua.bridge.printer;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a printer is doing: a snapshot.
 *
 * @param detail one English line for the technician, if there is something to add
 * @param badBytes bytes that came back and could not be meant, since the driver was opened
 * @param sinceUpMs monotonic milliseconds at which the condition became so
 */
public record PrinterState(PrinterCondition condition, Optional<String> detail, long badBytes, long sinceUpMs) {
    public PrinterState {
        requireNonNull(condition, "condition");
        requireNonNull(detail, "detail");
    }
}
