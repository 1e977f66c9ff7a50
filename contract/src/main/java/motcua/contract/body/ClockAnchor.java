package motcua.contract.body;

/**
 * At {@code upMs} of {@code boot} the true time was {@code wallMs} ± {@code errorMs}. Dates of all records of that boot follow
 * from its anchors alone.
 */
public record ClockAnchor(String boot, long upMs, long wallMs, long errorMs, AnchorSource source)
        implements RecordBody {
    public ClockAnchor {
        if (errorMs < 0) {
            throw new IllegalArgumentException("errorMs is negative: " + errorMs);
        }
    }
}
