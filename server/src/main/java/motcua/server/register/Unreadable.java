package motcua.server.register;

/** A file that is no table we can read; the message says why, in the language of the page. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    /** For the reason given. */
    public Unreadable(String message) {
        super(message);
    }
}
