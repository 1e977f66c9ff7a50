package motcua.server.review;

import static motcua.server.language.Language.say;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.stream.Collectors;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.watch.OfficeState;
import motcua.server.watch.Trouble;

/** What the state of an office is called. */
final class StateWords {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd/MM HH:mm").withZone(Satisfaction.ZONE);
    private static final DateTimeFormatter MOMENT_OF_YEAR =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(Satisfaction.ZONE);

    private StateWords() {}

    /** A tag: two or three words. */
    static String tag(OfficeState s, Trouble trouble) {
        return switch (trouble) {
            case FORK -> say("tách nhánh", "forked");
            case IDENTITY -> say("sai khóa hoặc bản cũ", "wrong key or old copy");
            case SILENT ->
                s.lastSeenMs() == 0
                        ? say("chưa từng gửi", "never sent")
                        : say("im lặng " + s.silentDays() + " ngày", "silent " + s.silentDays() + " days");
            case BEHIND -> say("gửi chậm", "behind");
            case STUCK -> say("kẹt nút" + counters(s.badCounters()), "stuck key" + counters(s.badCounters()));
            case DEVICE_DOWN ->
                say("thiết bị hỏng" + counters(s.badCounters()), "device down" + counters(s.badCounters()));
            case UNUSED ->
                say(
                        "thiết bị không sử dụng" + counters(s.unusedCounters()),
                        "device unused" + counters(s.unusedCounters()));
            case CLOCK -> say("đồng hồ chưa tin cậy", "clock not trusted");
            case UNDATED ->
                say(
                        Figures.count(s.undated()) + " lượt chưa định ngày",
                        Figures.count(s.undated()) + " services undated");
            case UNKNOWN_PROCEDURE -> say("chưa rõ thủ tục nhiều", "many unknown procedures");
            case UNMATCHED -> say("không khớp nhiều", "many unmatched");
            case PRACTISING -> say("đang tập, không tính", "practising, not counted");
            case NONE -> say("bình thường", "in order");
        };
    }

    /** What to know before acting. */
    static String why(OfficeState s, Trouble trouble) {
        return switch (trouble) {
            case FORK ->
                say(
                        "Hai máy cùng ghi một sổ. Cần hai người có thẩm quyền quyết định nhận nhánh nào.",
                        "Two machines wrote one journal. Two people with the right decide which branch counts.");
            case IDENTITY ->
                say(
                        "Máy trình khóa khác hoặc chạy bản sao cũ của thẻ; số liệu mới chưa được nhận.",
                        "The kiosk shows another key or runs an old copy of its card; new data is not accepted.");
            case SILENT ->
                s.lastSeenMs() == 0
                        ? say(
                                "Đơn vị chưa gửi số liệu lần nào; không phải là không có lượt phục vụ.",
                                "The office has never sent data; that is not the same as no visitor.")
                        : say(
                                "Chưa nhận số liệu từ " + day(s) + ": " + s.silentDays()
                                        + " ngày làm việc; không phải là không có lượt phục vụ.",
                                "No data since " + day(s) + ": " + s.silentDays()
                                        + " working days; that is not the same as no visitor.");
            case BEHIND ->
                say(
                        "Còn bản ghi chưa gửi hoặc khuyết giữa chuỗi; kết quả có thể thay đổi khi nhận đủ.",
                        "Records are not sent yet or missing within the chain; results may change when they come.");
            case STUCK ->
                say(
                        "Các mức khác vẫn nhận. Lượt bấm trong lúc kẹt được ghi dấu, không tính.",
                        "Other levels still work. Presses while the key is stuck are marked and not counted.");
            case DEVICE_DOWN ->
                say(
                        "Lượt phục vụ trong lúc hỏng ghi là “thiết bị hỏng”, không phải “không đánh giá”.",
                        "Services meanwhile are counted as “device down”, not as “not rated”.");
            case UNUSED ->
                say(
                        "Có phục vụ trong 14 ngày qua mà không có đánh giá nào: kiểm tra thiết bị và cách mời.",
                        "Served in the last 14 days without a single rating: look at the device and how people are invited.");
            case CLOCK ->
                say(
                        "Ngày của số liệu được định lại khi máy có giờ đúng.",
                        "Days are corrected when the kiosk learns the true time.");
            case UNDATED ->
                say("Nằm ngoài mọi kỳ cho đến khi định được ngày.", "In no period until their day is known.");
            case UNKNOWN_PROCEDURE ->
                say(
                        Figures.percent(s.unknownShare()) + " lượt trong 30 ngày chưa chọn thủ tục; ngưỡng 10\u00a0%.",
                        Figures.percent(s.unknownShare())
                                + " of services in 30 days have no procedure; the mark is 10\u00a0%.");
            case UNMATCHED ->
                say(
                        Figures.percent(s.unmatchedShare())
                                + " lượt bấm trong 30 ngày không thuộc lượt phục vụ nào; ngưỡng 5\u00a0%.",
                        Figures.percent(s.unmatchedShare())
                                + " of presses in 30 days belong to no service; the mark is 5\u00a0%.");
            case PRACTISING, NONE -> "";
        };
    }

    private static String counters(Set<Integer> counters) {
        return counters.isEmpty()
                ? ""
                : say(", quầy ", ", counter ")
                        + counters.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String day(OfficeState s) {
        return Figures.day(LocalDate.ofInstant(Instant.ofEpochMilli(s.lastSeenMs()), Satisfaction.ZONE));
    }

    /** When something came last, the year only if it is another one. */
    static String seen(OfficeState s, LocalDate today) {
        if (s.lastSeenMs() == 0) {
            return "—";
        }
        Instant at = Instant.ofEpochMilli(s.lastSeenMs());
        return LocalDate.ofInstant(at, Satisfaction.ZONE).getYear() == today.getYear()
                ? MOMENT.format(at)
                : MOMENT_OF_YEAR.format(at);
    }
}
