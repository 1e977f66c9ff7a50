package motcua.server.reports;

import java.util.List;

/**
 * A table of counts that people type, because no journal knows them; its totals are computed.
 *
 * @param byField one row a field of procedures, else one row in all
 */
record EntryTable(String id, String title, boolean byField, List<Cell> cells, boolean wide) {
    /**
     * A column.
     *
     * @param plus keys of the columns it sums; empty if it is typed
     * @param minus keys it takes off
     */
    record Cell(String key, String group, String name, List<String> plus, List<String> minus) {
        boolean typed() {
            return plus.isEmpty();
        }
    }

    private static Cell typed(String key, String name) {
        return new Cell(key, "", name, List.of(), List.of());
    }

    private static Cell typed(String key, String group, String name) {
        return new Cell(key, group, name, List.of(), List.of());
    }

    private static Cell sum(String key, String name, String... plus) {
        return new Cell(key, "", name, List.of(plus), List.of());
    }

    private static final String LEVELS = "Mức đánh giá";

    static final EntryTable LATE = new EntryTable(
            "B8",
            "Hồ sơ quá hạn",
            false,
            List.of(
                    typed("overdue", "Hồ sơ quá hạn"),
                    typed("explained", "Đã giải trình"),
                    typed("apologised", "Đã xin lỗi"),
                    typed("rescheduled", "Đã hẹn lại"),
                    new Cell("unapologised", "", "Chưa xin lỗi", List.of("overdue"), List.of("apologised"))),
            false);

    static final EntryTable LETTERS = new EntryTable(
            "B9",
            "Thư đã gửi",
            false,
            List.of(
                    typed("apology", "Xin lỗi"),
                    typed("thanks", "Cảm ơn"),
                    typed("congratulation", "Chúc mừng"),
                    typed("condolence", "Chia buồn"),
                    sum("total", "Tổng (máy tính)", "apology", "thanks", "congratulation", "condolence")),
            false);

    static final EntryTable BALLOTS = new EntryTable(
            "B10",
            "Phiếu khảo sát (tách riêng, không cộng với đánh giá tại quầy)",
            true,
            List.of(
                    typed("quota", "Chỉ tiêu phiếu"),
                    typed("sent", "Phát ra"),
                    typed("returned", "Thu về"),
                    typed("valid", "Hợp lệ"),
                    typed("l1", LEVELS, "Rất hài lòng"),
                    typed("l2", LEVELS, "Hài lòng"),
                    typed("l3", LEVELS, "Bình thường"),
                    typed("l4", LEVELS, "Không hài lòng"),
                    typed("l5", LEVELS, "Rất không hài lòng")),
            false);

    static final EntryTable FEEDBACK = new EntryTable(
            "B11",
            "Phản ánh, kiến nghị",
            false,
            List.of(
                    sum("received", "Tiếp nhận", "onTime", "late", "open"),
                    typed("onTime", "Đã xử lý đúng hạn"),
                    typed("late", "Quá hạn"),
                    typed("open", "Đang xử lý"),
                    typed("published", "Đã công khai")),
            false);

    static final EntryTable GUIDANCE = new EntryTable(
            "B12",
            "“3 hướng dẫn”",
            false,
            List.of(
                    typed("filing", "Nộp hồ sơ trực tuyến"),
                    typed("payment", "Thanh toán trực tuyến"),
                    typed("apps", "Cài đặt ứng dụng số"),
                    sum("total", "Tổng (máy tính)", "filing", "payment", "apps")),
            false);

    static final EntryTable DOSSIERS = new EntryTable(
            "II.06a",
            "Tình hình giải quyết hồ sơ (Biểu số II.06a/VPCP/KSTT)",
            true,
            List.of(
                    new Cell("c3", "Tiếp nhận", "Tổng (3=4+5+6)", List.of("c4", "c5", "c6"), List.of()),
                    typed("c4", "Tiếp nhận", "Trong kỳ: trực tuyến (4)"),
                    typed("c5", "Tiếp nhận", "Trong kỳ: trực tiếp, bưu chính (5)"),
                    typed("c6", "Tiếp nhận", "Kỳ trước chuyển qua (6)"),
                    new Cell("c7", "Đã giải quyết", "Tổng (7=8+9+10)", List.of("c8", "c9", "c10"), List.of()),
                    typed("c8", "Đã giải quyết", "Trước hạn (8)"),
                    typed("c9", "Đã giải quyết", "Đúng hạn (9)"),
                    typed("c10", "Đã giải quyết", "Quá hạn (10)"),
                    new Cell("c11", "Đang xử lý", "Tổng (11=12+13)", List.of("c12", "c13"), List.of()),
                    typed("c12", "Đang xử lý", "Trong hạn (12)"),
                    typed("c13", "Đang xử lý", "Quá hạn (13)")),
            true);

    /** In the order of the report. */
    static final List<EntryTable> ALL = List.of(LATE, LETTERS, DOSSIERS, BALLOTS, FEEDBACK, GUIDANCE);

    /** What a person calls a cell: table, row, column. */
    String cellName(String rowName, Cell cell) {
        return "bảng " + id + (rowName.isEmpty() ? "" : ", dòng “" + rowName + "”") + ", ô “" + cell.name + "”";
    }

    /** The key under which a typed cell is stored. */
    String cellKey(String row, Cell cell) {
        return id + "." + (row.isEmpty() ? "" : row + ".") + cell.key;
    }
}
