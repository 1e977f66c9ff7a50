package motcua.contract.body;

/** Where a press was made. */
public enum PressSource {
    PAD,
    GPIO,
    SCREEN
}
