package motcua.kiosk.voice;

/** Something cannot be said with the clips that are there. The message is one Vietnamese line for the technician. */
public final class Unsayable extends Exception {
    private static final long serialVersionUID = 1L;

    Unsayable(String message) {
        super(message);
    }
}
