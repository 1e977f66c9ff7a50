package motcua.kiosk.uplink;

/** The broker cannot be reached, or refuses us. A later try may succeed. */
final class LinkFailure extends Exception {
    private static final long serialVersionUID = 1L;

    LinkFailure(String message, Throwable cause) {
        super(message, cause);
    }

    LinkFailure(String message) {
        super(message);
    }
}
