package motcua.kiosk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import motcua.contract.scale.Scale;
import motcua.kiosk.language.LanguagePacks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words people read on the kiosk's pages are the agreed ones, letter by letter, and composed as keyboards compose them. */
class PageTextsTest {
    private static final Pattern PAIR = Pattern.compile("\"([a-zA-Z0-9._]+)\": \"([^\"]*)\",");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"\\n]*)\"|`([^`\\n]*)`");

    /** {@code |} stands for a new line on the page, {@code {}} for a value. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "rate-texts.js; Xin Ông/Bà cho biết mức độ hài lòng|về lần phục vụ vừa rồi",
                "rate-texts.js; Cảm ơn Ông/Bà đã đánh giá!",
                "rate-texts.js; Bấm nhầm?|Chọn lại trong {n} giây",
                "rate-texts.js; Bỏ qua",
                "rate-texts.js; Đánh giá không lưu họ tên, số điện thoại",
                "rate-texts.js; Hiện chưa có lượt phục vụ để đánh giá",
                "rate-texts.js; Quầy đang tạm nghỉ",
                "rate-texts.js; Ông/Bà muốn nói thêm điều gì? (có thể bỏ qua, chọn tối đa 3)",
                "rate-texts.js; Đang lưu đánh giá, xin chờ…",
                "rate-texts.js; Chưa lưu được. Xin Ông/Bà chọn lại",
                "rate-texts.js; Màn hình đánh giá đang mất kết nối|Xin báo cán bộ tại quầy",
                "rate-texts.js; Đang tập sử dụng – lượt này không tính vào kết quả",
                "rate-texts.js; Chờ đợi lâu|Thái độ phục vụ chưa tốt|Hướng dẫn chưa rõ ràng, chưa đầy đủ",
                "rate-texts.js; Gây khó khăn, nhũng nhiễu|Lý do khác",
                "rate-texts.js; Thân thiện, nhiệt tình|Hướng dẫn chi tiết|Giải quyết nhanh",
                "ticket-texts.js; Kính chào Ông/Bà. Xin chọn lĩnh vực cần giải quyết|Thủ tục thường gặp|Nhận kết quả",
                "ticket-texts.js; Tôi chưa rõ|nhờ hướng dẫn|Gọi người hỗ trợ",
                "ticket-texts.js; Ưu tiên|người cao tuổi, khuyết tật, phụ nữ mang thai, có con nhỏ, người có công",
                "ticket-texts.js; Đang in phiếu, xin chờ…",
                "ticket-texts.js; Máy hết giấy. Số của Ông/Bà là {no}. Xin ghi nhớ và báo cán bộ hướng dẫn",
                "ticket-texts.js; Chưa đến giờ lấy số|Giờ làm việc|Sáng|Chiều",
                "ticket-texts.js; Đã hết số trong buổi. Xin quay lại buổi sau",
                "ticket-texts.js; Máy lấy số đang tạm dừng. Xin gặp cán bộ hướng dẫn",
                "ticket-texts.js; Đưa phím xuống thấp|Đưa phím lên cao|Bấm các phím ở phía dưới|Lấy số",
                "ticket-texts.js; Đang chờ: {n}|Số người chờ trước: {n}|Dự kiến chờ: {m} phút|Quầy: {counters}",
                "ticket-texts.js; Đang tập sử dụng – lượt này không tính vào kết quả",
                "desk/signin.js; Đăng nhập quầy",
                "desk/twokeys.js; Bắt đầu phục vụ|Kết thúc – mời đánh giá|Gọi số tiếp theo",
                "desk/serving.js; Chọn thủ tục đã giải quyết|Thêm thủ tục",
                "desk/bar.js; Kết thúc ca|Tạm nghỉ",
                "desk/more.js; Vắng mặt – bỏ lượt|Tạm giữ (chờ bổ sung giấy tờ)|Chuyển quầy",
                "desk/more.js; nộp trực tuyến|thanh toán|cài ứng dụng",
                "desk/rest.js; Ca vẫn đang mở. Tiếp tục hay kết thúc?",
                "desk/printer.js; Sắp hết giấy in",
                "desk/english.js; Sign in to counter|Call next|Recall (call {n})|Start serving|No-show|Transfer|Add procedure",
                "desk/english.js; Select procedure served|Finish – invite rating|Guidance given|Pause|Sign out",
                "desk/english.js; Session still open. Continue or end?|Paper low|Now serving|Practice – this visit does not count",
                "status.js; Nút {key} bị kẹt",
                "status.js; Chưa gửi: {n} bản ghi|Chưa gửi: {n} bản ghi, từ {date}",
                "board-texts.js; Đang phục vụ|Số thứ tự|Quầy|Số tiếp theo|Đang chờ: {n}",
                "board-texts.js; Nghỉ trưa|từ {a} đến {b}",
                "board-texts.js; Mất kết nối – xin nghe cán bộ gọi số",
                "board-texts.js; Quầy đang tạm nghỉ",
                "board-texts.js; Xin mời số {so}, đến quầy số {quay}",
                "board-texts.js; Phiếu chỉ có giá trị trong ngày. Qua 03 lần gọi xin lấy lại số",
                "board-texts.js; Đang tập sử dụng – lượt này không tính vào kết quả",
                "setup/clock.js; Đồng hồ thiết bị chưa tin cậy",
            })
    void aFixedTextStandsOnItsPageLetterByLetter(String page, String text) throws IOException {
        assertThat(texts(page)).contains(text.split("\\|"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "HL5/1; Rất hài lòng · Hài lòng · Bình thường · Không hài lòng · Rất không hài lòng; 2",
                "HL3A/1; Rất hài lòng · Hài lòng · Không hài lòng; 2",
                "HL3B/1; Hài lòng · Bình thường · Không hài lòng; 1",
                "TD4/1; Rất nhiệt tình · Nhiệt tình · Bình thường · Chưa nhiệt tình; 2",
            })
    void aScaleHasTheAgreedWordsFromBestToWorst(String key, String words, int satisfied) {
        Scale scale = Scale.standard(key).orElseThrow();
        assertThat(scale.levels().stream().map(Scale.Level::vi).collect(Collectors.joining(" · ")))
                .isEqualTo(words);
        assertThat(scale.levels().stream().filter(Scale.Level::satisfied)).hasSize(satisfied);
    }

    /** The words that are in the page, so that it needs no second request, and those of the packs. */
    @Test
    void theTicketScreenSaysWhatTheLanguagePacksSay() throws IOException {
        saysWhatThePacksSay("ticket-texts.js");
    }

    @Test
    void theBoardSaysWhatTheLanguagePacksSay() throws IOException {
        saysWhatThePacksSay("board-texts.js");
    }

    @Test
    void theRatingScreenSaysWhatTheLanguagePacksSay() throws IOException {
        saysWhatThePacksSay("rate-texts.js");
    }

    private static void saysWhatThePacksSay(String page) throws IOException {
        String source = source(page).replace("\\u00a0", "\u00a0").replace("\\n", "\n");
        LanguagePacks packs = new LanguagePacks(Path.of("khong-co"));
        for (String[] each : new String[][] {{"vi", "const VI", "const EN"}, {"en", "const EN", "export const"}}) {
            Map<String, String> pack = packs.find(each[0]).orElseThrow().texts();
            Matcher line = PAIR.matcher(source.substring(source.indexOf(each[1]), source.indexOf(each[2])));
            int found = 0;
            for (; line.find(); found++) {
                assertThat(pack).as(each[0]).containsEntry(line.group(1), line.group(2));
            }
            assertThat(found).isGreaterThan(20);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate.js",
                "rate-texts.js",
                "ticket.js",
                "ticket-texts.js",
                "board.js",
                "board-texts.js",
                "texts.js",
                "technician-english.js",
                "words.js",
                "desk/bar.js",
                "desk/choose.js",
                "desk/desk.js",
                "desk/english.js",
                "desk/issue.js",
                "desk/kiosk.js",
                "desk/leader.js",
                "desk/more.js",
                "desk/parts.js",
                "desk/picker.js",
                "desk/printer.js",
                "desk/rest.js",
                "desk/serving.js",
                "desk/side.js",
                "desk/signin.js",
                "desk/state.js",
                "desk/transfer.js",
                "desk/twokeys.js",
                "desk/walkin.js",
                "setup.js",
                "setup/catalogue.js",
                "setup/clerks.js",
                "setup/clock.js",
                "setup/content.js",
                "setup/counters.js",
                "setup/days.js",
                "setup/doors.js",
                "setup/fields.js",
                "setup/hours.js",
                "setup/office.js",
                "setup/pads.js",
                "setup/print.js",
                "setup/queues.js",
                "setup/scale.js",
                "setup/start.js",
                "setup/trial.js",
                "setup/voice.js",
                "status.js",
                "demo.js",
                "demo.html",
                "simulated.js",
                "simulated-english.js",
                "index.js",
                "voice.js",
                "voice-record.js",
                "dom.js",
                "rate.html",
                "ticket.html",
                "board.html",
                "desk.html",
                "setup.html",
                "status.html",
                "simulated.html",
                "voice.html",
                "index.html"
            })
    void everyTextIsComposed(String page) throws IOException {
        String source = source(page);
        assertThat(Normalizer.normalize(source, Normalizer.Form.NFC)).isEqualTo(source);
    }

    /** What stands in quotes in a page's script, blanks that do not break as blanks. */
    private static Set<String> texts(String page) throws IOException {
        Set<String> found = new TreeSet<>();
        Matcher literal = LITERAL.matcher(source(page));
        while (literal.find()) {
            String text = literal.group(1) == null ? literal.group(2) : literal.group(1);
            String said = text.replace("\\u00a0", " ").replaceAll("\\$\\{[^}]*}", "{}");
            found.addAll(List.of(said.split("\\\\n")));
        }
        return found;
    }

    private static String source(String page) throws IOException {
        try (InputStream in = PageTextsTest.class.getResourceAsStream("/web/" + page)) {
            assertThat(in).as(page).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
