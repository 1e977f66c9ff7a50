package motcua.server.review;

import java.util.Map;

/** The words of reason codes. */
final class Reasons {
    private static final Map<String, String> VI = Map.ofEntries(
            Map.entry("WAIT_LONG", "Chờ đợi lâu"),
            Map.entry("SERVICE_SLOW", "Giải quyết chậm, trễ hẹn"),
            Map.entry("ATTITUDE", "Thái độ phục vụ chưa tốt"),
            Map.entry("GUIDANCE", "Hướng dẫn chưa rõ ràng, chưa đầy đủ"),
            Map.entry("REPEAT_VISITS", "Phải đi lại nhiều lần"),
            Map.entry("EXTRA_PAPERS", "Yêu cầu thêm giấy tờ, bổ sung nhiều lần"),
            Map.entry("HARASSMENT", "Gây khó khăn, nhũng nhiễu"),
            Map.entry("COMPLEX", "Thủ tục, biểu mẫu khó hiểu"),
            Map.entry("ONLINE_HARD", "Khó nộp hồ sơ trực tuyến"),
            Map.entry("FACILITY", "Chỗ ngồi, trang thiết bị chưa tốt"),
            Map.entry("FEE", "Phí, lệ phí chưa rõ ràng"),
            Map.entry("OTHER", "Lý do khác"),
            Map.entry("FRIENDLY", "Thân thiện, nhiệt tình"),
            Map.entry("CLEAR", "Hướng dẫn chi tiết"),
            Map.entry("QUICK", "Giải quyết nhanh"));

    /** Goes above the commune only: nobody at the unit is told. */
    static final String CONFIDENTIAL = "HARASSMENT";

    private Reasons() {}

    static String vi(String code) {
        return code.equals("*") ? "Các lý do dưới 5 lần mỗi tháng (gộp)" : VI.getOrDefault(code, code);
    }
}
