package motcua.contract.settings;

/**
 * What the office knows about its ticket printer.
 *
 * @param rollMetres length of a new roll of paper, 5 to 200 m
 */
public record PrinterOptions(int rollMetres) {
    /** A common roll of 80 mm paper of 80 mm diameter. */
    public static final PrinterOptions USUAL = new PrinterOptions(80);
}
