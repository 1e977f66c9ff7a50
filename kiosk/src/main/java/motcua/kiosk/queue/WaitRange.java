package motcua.kiosk.queue;

/**
 * How long somebody is likely to wait, whole minutes, both ends included.
 *
 * @param fromMinutes at least 0
 * @param toMinutes at least {@code fromMinutes}
 */
public record WaitRange(int fromMinutes, int toMinutes) {
    public WaitRange {
        if (fromMinutes < 0 || toMinutes < fromMinutes) {
            throw new IllegalArgumentException("no range: " + fromMinutes + " to " + toMinutes);
        }
    }
}
