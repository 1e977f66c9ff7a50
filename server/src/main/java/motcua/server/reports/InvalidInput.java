package motcua.server.reports;

/** What somebody typed cannot be; the message is Vietnamese, names the place and is shown as it is. */
public final class InvalidInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the words the person reads. */
    public InvalidInput(String message) {
        super(message);
    }
}
