package motcua.kiosk.voice;

/**
 * Somebody is called to a counter.
 *
 * @param label what is printed on the ticket, e.g. {@code A012}
 * @param counter 1 to 255
 * @param recallTimes the how manieth repetition this is, from 1 on; of no meaning but for RECALL
 * @param language of the pack to speak in, e.g. {@code vi}; one that the kiosk does not have is spoken in Vietnamese
 */
public record Call(String label, int counter, Kind kind, int recallTimes, String language) {

    /** Which sentence calls. */
    public enum Kind {
        CALL,
        RECALL,
        PRIORITY,
        TRANSFER
    }

    public Call {
        if (label.isBlank() || label.length() > 16) {
            throw new IllegalArgumentException("label must have 1 to 16 characters");
        }
        if (counter < 1 || counter > 255) {
            throw new IllegalArgumentException("counter must be 1 to 255, is " + counter);
        }
        if (recallTimes < 0 || recallTimes > 9999) {
            throw new IllegalArgumentException("recallTimes must be 0 to 9999, is " + recallTimes);
        }
    }
}
