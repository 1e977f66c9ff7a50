package motcua.server.reports;

/** Where a version of a report is on its way. */
public enum ReportState {
    /** Words and typed figures may change; computed ones follow the journal. */
    DRAFT("dự thảo", "draft"),
    /** Everything fixed. */
    SIGNED("đã ký", "signed"),
    /** Sent to the superior. */
    SUBMITTED("đã gửi cấp trên", "submitted"),
    /** The superior took it. */
    RECEIVED("cấp trên đã nhận", "received"),
    /** The superior gave it back with remarks. */
    RETURNED("trả lại", "returned");

    private final String vi;
    private final String en;

    ReportState(String vi, String en) {
        this.vi = vi;
        this.en = en;
    }

    /** The Vietnamese word. */
    public String vi() {
        return vi;
    }

    /** The English word. */
    public String en() {
        return en;
    }
}
