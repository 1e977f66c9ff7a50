package motcua.contract.body;

/** Why a window ended without a counted press. Silence is never satisfaction. */
public enum Outcome {
    NOT_RATED,
    DEVICE_DOWN,
    NOT_ASKED
}
