package motcua.verifier.json;

/** Bytes that are not canonical JSON; the message says what is wrong and at which byte. */
public final class NotCanonical extends Exception {
    private static final long serialVersionUID = 1L;

    NotCanonical(String what, int at) {
        super(what + " at byte " + (at + 1));
    }
}
