package motcua.kiosk.voice;

/** A recording is not taken. The message is one Vietnamese line: what is wrong with it and what to do. */
public final class ClipRefused extends Exception {
    private static final long serialVersionUID = 1L;

    ClipRefused(String message) {
        super(message);
    }
}
