package motcua.kiosk.queue;

/** Why the queue does not do what was asked. The text is for the person who asked. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What stands in the way. */
    public enum Reason {
        /** The office is closed now. */
        NOT_OPEN("Chưa đến giờ lấy số"),
        /** The day's numbers of this queue are all taken. */
        FULL("Đã hết số trong buổi. Xin quay lại buổi sau"),
        /** The office takes no tickets now. */
        STOPPED("Máy lấy số đang tạm dừng. Xin gặp cán bộ hướng dẫn"),
        UNKNOWN_QUEUE("Không có hàng chờ này"),
        /** No ticket of today has this number: it may be of another day. */
        UNKNOWN_TICKET("Không có số này trong hôm nay. Phiếu chỉ có giá trị trong ngày"),
        /** A ticket is at the counter already. */
        SERVING("Quầy đang phục vụ một số. Xin kết thúc lượt này trước"),
        /** No ticket is at the counter. */
        NOT_SERVING("Quầy chưa gọi số nào"),
        /** The ticket is not where it must be for this. */
        WRONG_STATE("Số này không còn ở bước đó. Xin xem lại danh sách"),
        /** Nobody is called by this number any more. */
        ENDED("Số này đã kết thúc, không in lại được. Xin lấy số mới"),
        /** The counter does not work with tickets. */
        NO_TICKETS("Quầy này không gọi theo số"),
        PAUSED("Quầy đang tạm nghỉ. Bấm “Tiếp tục” rồi gọi số");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** In Vietnamese, for the person. */
        public String text() {
            return text;
        }
    }

    private final Reason reason;

    public Refusal(Reason reason) {
        super(reason.text);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
