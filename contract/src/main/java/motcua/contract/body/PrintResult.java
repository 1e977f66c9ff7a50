package motcua.contract.body;

/** What became of a print job. */
public enum PrintResult {
    /** The printer said that the paper came out. */
    PRINTED,
    /** All bytes went out and the printer said nothing: nobody knows. */
    UNKNOWN,
    /** The printer refused, or was not there. */
    NOT_PRINTED
}
