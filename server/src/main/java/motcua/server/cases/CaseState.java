package motcua.server.cases;

/** Where a case is. */
public enum CaseState {
    /** With the unit, not answered. */
    OPEN("đã giao, chưa trả lời", "assigned, not answered"),
    /** Answered, not checked by the superior. */
    ANSWERED("đã trả lời, chờ cấp trên xem", "answered, to be checked"),
    /** The superior asked once more. */
    ASKED_AGAIN("cấp trên hỏi thêm", "asked once more"),
    /** Checked and closed. */
    CLOSED("đã đóng", "closed");

    private final String vi;
    private final String en;

    CaseState(String vi, String en) {
        this.vi = vi;
        this.en = en;
    }

    /** The Vietnamese words. */
    public String vi() {
        return vi;
    }

    /** The English words. */
    public String en() {
        return en;
    }
}
