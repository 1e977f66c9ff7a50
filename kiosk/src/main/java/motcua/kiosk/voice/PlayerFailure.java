package motcua.kiosk.voice;

/** A sound was not heard to its end. The message is one English line for the technician. */
final class PlayerFailure extends Exception {
    private static final long serialVersionUID = 1L;

    PlayerFailure(String message) {
        super(message);
    }

    PlayerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
