package motcua.kiosk.office;

import static motcua.kiosk.office.OfficeDraft.require;

import java.net.URI;
import java.net.URISyntaxException;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import motcua.contract.body.Kind;
import motcua.contract.body.SettingsApplied;
import motcua.contract.settings.OfficeHours;
import motcua.contract.settings.OfficeTexts;
import motcua.contract.settings.PrinterOptions;
import motcua.contract.settings.VoiceOptions;
import motcua.kiosk.calendar.OfficeCalendar;
import org.jspecify.annotations.Nullable;

/** What holds for hours, texts, voice, printer and procedures; texts come back composed and without blanks around them. */
final class SettingsCheck {
    private static final int MOST_SPECIAL_DAYS = 366;
    private static final int MOST_LINES = 40;
    private static final int LONGEST_LINE = 300;
    private static final int LONGEST_CONDUCT = 8_000;
    private static final int LONGEST_ADDRESS = 200;
    private static final int MOST_PROCEDURES = 1_000;
    private static final int LONGEST_PROCEDURE = 500;
    private static final int MOST_LANGUAGES = 8;

    private SettingsCheck() {}

    static void hours(OfficeHours hours, List<SettingsApplied.Queue> queues) throws OfficeDraft.Mistake {
        require(hours.special().size() <= MOST_SPECIAL_DAYS, "Nhiều nhất 366 ngày nghỉ hoặc làm bù");
        require(
                hours.weekly().stream().anyMatch(day -> !day.stretches().isEmpty()),
                "Xin nhập giờ làm việc của ít nhất một ngày trong tuần");
        try {
            OfficeCalendar.of(hours);
        } catch (IllegalArgumentException e) {
            throw new OfficeDraft.Mistake(String.valueOf(e.getMessage()));
        }
        for (OfficeHours.ReceptionDay each : hours.reception()) {
            require(
                    queues.stream()
                            .anyMatch(queue -> queue.id().equals(each.queue()) && queue.kind() == Kind.RECEPTION),
                    "Ngày tiếp công dân " + each.dayOfMonth() + " cần một hàng lấy số thuộc loại “Tiếp công dân”");
        }
    }

    static OfficeTexts texts(OfficeTexts given) throws OfficeDraft.Mistake {
        String address = optional(given.lookUpAddress(), LONGEST_ADDRESS, "Địa chỉ tra cứu");
        require(address == null || isHttps(address), "Địa chỉ tra cứu bắt đầu bằng https:// và không có dấu cách");
        OfficeTexts.Conduct conduct = given.conduct();
        String rules = conduct == null ? null : optional(conduct.text(), LONGEST_CONDUCT, "Quy tắc ứng xử");
        List<OfficeTexts.Posted> posted = new ArrayList<>();
        require(given.posted().size() <= MOST_PROCEDURES, "Nhiều nhất 1.000 thủ tục niêm yết");
        for (OfficeTexts.Posted each : given.posted()) {
            posted.add(new OfficeTexts.Posted(
                    line(each.code(), "Mã thủ tục"),
                    text(each.name(), LONGEST_PROCEDURE, "Tên thủ tục"),
                    optional(each.fee(), LONGEST_LINE, "Phí, lệ phí"),
                    optional(each.limit(), LONGEST_LINE, "Thời hạn giải quyết"),
                    optional(each.decision(), LONGEST_LINE, "Quyết định công bố"),
                    each.date() == null ? null : date(each.date())));
        }
        return new OfficeTexts(
                address,
                lines(given.notices(), "Thông báo"),
                lines(given.slogans(), "Khẩu hiệu"),
                conduct == null || rules == null ? null : new OfficeTexts.Conduct(conduct.version(), rules),
                posted);
    }

    private static boolean isHttps(String address) {
        try {
            URI uri = new URI(address);
            return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static VoiceOptions voice(VoiceOptions given) throws OfficeDraft.Mistake {
        require(given.language() != null && isLanguage(given.language()), "Ngôn ngữ của loa viết bằng mã, ví dụ vi");
        oneOf(given.zeroTens(), "linh", "lẻ");
        oneOf(given.thousand(), "nghìn", "ngàn");
        oneOf(given.fourAfterTens(), "tư", "bốn");
        for (VoiceOptions.Volume each : given.volumes()) {
            require(
                    each.fromHour() >= 0 && each.fromHour() < each.toHour() && each.toHour() <= 24,
                    "Giờ của âm lượng từ 0 đến 24");
            require(each.percent() >= 0 && each.percent() <= 100, "Âm lượng từ 0 đến 100");
        }
        return given;
    }

    private static void oneOf(@Nullable String given, String one, String other) throws OfficeDraft.Mistake {
        require(one.equals(given) || other.equals(given), "Cách đọc số là “" + one + "” hoặc “" + other + "”");
    }

    static PrinterOptions printer(PrinterOptions given) throws OfficeDraft.Mistake {
        require(given.rollMetres() >= 5 && given.rollMetres() <= 200, "Cuộn giấy dài từ 5 đến 200 mét");
        return given;
    }

    static List<OfficeData.Procedure> procedures(List<OfficeData.Procedure> given) throws OfficeDraft.Mistake {
        require(given.size() <= MOST_PROCEDURES, "Nhiều nhất 1.000 thủ tục");
        Set<String> codes = new HashSet<>();
        List<OfficeData.Procedure> checked = new ArrayList<>();
        for (OfficeData.Procedure each : given) {
            String code = line(each.code(), "Mã thủ tục");
            require(codes.add(code), "Thủ tục " + code + " có hai lần");
            checked.add(new OfficeData.Procedure(
                    code,
                    text(each.name(), LONGEST_PROCEDURE, "Tên thủ tục " + code),
                    optional(each.field(), LONGEST_LINE, "Lĩnh vực"),
                    optional(each.nickname(), LONGEST_LINE, "Tên thường gọi"),
                    optional(each.keywords(), LONGEST_LINE, "Từ khóa"),
                    each.common()));
        }
        return checked;
    }

    /** A catalogue without number and day is none. */
    static OfficeData.@Nullable Catalogue catalogue(OfficeData.@Nullable Catalogue given) throws OfficeDraft.Mistake {
        if (given == null || isBlank(given.decision()) && isBlank(given.date())) {
            return null;
        }
        return new OfficeData.Catalogue(line(given.decision(), "Số quyết định công bố danh mục"), date(given.date()));
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    static List<String> languages(List<String> given) throws OfficeDraft.Mistake {
        require(given.size() <= MOST_LANGUAGES, "Nhiều nhất 8 ngôn ngữ");
        require(new HashSet<>(given).size() == given.size(), "Một ngôn ngữ có hai lần");
        for (String each : given) {
            require(isLanguage(each), "Không có ngôn ngữ " + each);
        }
        return given;
    }

    private static boolean isLanguage(String code) {
        return code.matches("[a-z]{2,3}(-[a-z0-9]{2,8})?");
    }

    private static List<String> lines(List<String> given, String what) throws OfficeDraft.Mistake {
        require(given.size() <= MOST_LINES, what + ": nhiều nhất 40 dòng");
        List<String> lines = new ArrayList<>();
        for (String each : given) {
            lines.add(line(each, what));
        }
        return lines;
    }

    private static String line(@Nullable String given, String what) throws OfficeDraft.Mistake {
        return text(given, LONGEST_LINE, what);
    }

    private static String text(@Nullable String given, int longest, String what) throws OfficeDraft.Mistake {
        String text = optional(given, longest, what);
        if (text == null) {
            throw new OfficeDraft.Mistake(what + ": chưa có nội dung");
        }
        return text;
    }

    private static @Nullable String optional(@Nullable String given, int longest, String what)
            throws OfficeDraft.Mistake {
        String text = given == null ? "" : Normalizer.normalize(given.strip(), Normalizer.Form.NFC);
        require(text.length() <= longest, what + " dài quá " + longest + " ký tự");
        require(
                text.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n'),
                what + " có ký tự không đọc được");
        return text.isEmpty() ? null : text;
    }

    private static String date(@Nullable String given) throws OfficeDraft.Mistake {
        try {
            return LocalDate.parse(given == null ? "" : given).toString();
        } catch (DateTimeException e) {
            throw new OfficeDraft.Mistake("Không có ngày “" + given + "”");
        }
    }
}
