package motcua.server.reports;

/**
 * One version of the report of a unit about a period, without its bytes.
 *
 * @param version from 1
 * @param revision rises with each change of words or typed figures
 * @param content what was signed, canonical JSON; empty while a draft
 * @param hash SHA-256 of {@code content}; empty while a draft
 * @param remarks why it was returned
 * @param hasPdf whether the signed paper was uploaded
 */
public record ReportVersion(
        String unit,
        String period,
        int version,
        ReportState state,
        long revision,
        String number,
        String date,
        String content,
        String hash,
        long openedMs,
        String openedBy,
        long signedMs,
        String signedBy,
        long submittedMs,
        String submittedBy,
        long answeredMs,
        String answeredBy,
        String remarks,
        boolean hasPdf,
        long uploadedMs) {
    /** Whether the superior has it: sent or received, and not returned. */
    public boolean isSent() {
        return state == ReportState.SUBMITTED || state == ReportState.RECEIVED;
    }
}
