package motcua.server.review;

import static motcua.server.language.Language.say;

import java.util.Map;

/** The words of reason codes. */
public final class Reasons {
    private record Word(String vi, String en) {}

    private static final Map<String, Word> WORDS = Map.ofEntries(
            Map.entry("WAIT_LONG", new Word("Chờ đợi lâu", "Long wait")),
            Map.entry("SERVICE_SLOW", new Word("Giải quyết chậm, trễ hẹn", "Slow or late")),
            Map.entry("ATTITUDE", new Word("Thái độ phục vụ chưa tốt", "Attitude")),
            Map.entry("GUIDANCE", new Word("Hướng dẫn chưa rõ ràng, chưa đầy đủ", "Guidance unclear or incomplete")),
            Map.entry("REPEAT_VISITS", new Word("Phải đi lại nhiều lần", "Had to come several times")),
            Map.entry(
                    "EXTRA_PAPERS",
                    new Word("Yêu cầu thêm giấy tờ, bổ sung nhiều lần", "Extra papers, asked several times")),
            Map.entry("HARASSMENT", new Word("Gây khó khăn, nhũng nhiễu", "Obstruction, harassment")),
            Map.entry("COMPLEX", new Word("Thủ tục, biểu mẫu khó hiểu", "Procedure or forms hard to understand")),
            Map.entry("ONLINE_HARD", new Word("Khó nộp hồ sơ trực tuyến", "Online filing is hard")),
            Map.entry("FACILITY", new Word("Chỗ ngồi, trang thiết bị chưa tốt", "Seats or equipment")),
            Map.entry("FEE", new Word("Phí, lệ phí chưa rõ ràng", "Fees unclear")),
            Map.entry("OTHER", new Word("Lý do khác", "Other")),
            Map.entry("FRIENDLY", new Word("Thân thiện, nhiệt tình", "Friendly")),
            Map.entry("CLEAR", new Word("Hướng dẫn chi tiết", "Clear guidance")),
            Map.entry("QUICK", new Word("Giải quyết nhanh", "Quick")));

    /** Goes above the commune only: nobody at the unit is told. */
    public static final String CONFIDENTIAL = "HARASSMENT";

    private Reasons() {}

    /** The words of a code, in the language spoken. */
    public static String word(String code) {
        if (code.equals("*")) {
            return say("Các lý do dưới 5 lần mỗi tháng (gộp)", "Reasons below 5 times a month (merged)");
        }
        Word word = WORDS.get(code);
        return word == null ? code : say(word.vi, word.en);
    }
}
