package motcua.server.adopt;

/** Why a branch is not adopted; the message is one line for the person who asked. */
public final class AdoptionRefused extends Exception {
    private static final long serialVersionUID = 1L;

    AdoptionRefused(String message) {
        super(message);
    }
}
