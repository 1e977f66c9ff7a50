package motcua.contract.body;

/**
 * The shift leader changed who may sign in, without the server.
 *
 * @param change {@code PIN_RESET} or {@code TEMPORARY_ADDED}
 * @param by the clerk who did it
 */
public record RosterChanged(String clerk, String change, String by) implements RecordBody {}
