package motcua.kiosk.slip;

import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a day came to, on paper, to be signed and kept: counts without any level, and where the journal's chain stood. Issued is the
 * sum of served, no-show, left and unserved; served that of rated, not rated, not asked and device down.
 *
 * @param day absent while the kiosk has never known one
 * @param printedAt local time, absent while the clock is not trusted
 * @param unserved tickets that still waited at the end
 * @param practising tickets taken while practising, in none of the others
 * @param lastSeq number of the last record
 * @param unsent records that the server has not received yet
 * @param head hash of the last record, 64 hexadecimal digits; twelve of them are printed
 */
public record DaySlip(
        String office,
        @Nullable LocalDate day,
        @Nullable LocalDateTime printedAt,
        int issued,
        int rated,
        int notRated,
        int notAsked,
        int deviceDown,
        int noShow,
        int left,
        int unserved,
        int practising,
        long lastSeq,
        long unsent,
        String head,
        boolean simulated) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy", Locale.ROOT);
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final int HEAD_SHOWN = 12;
    private static final int INDENT = 28;
    private static final double LINE = 1.42;

    public DaySlip {
        if (!head.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no hash: " + head);
        }
    }

    /** Tickets and visits that were served. */
    public int served() {
        return rated + notRated + notAsked + deviceDown;
    }

    /** The twelve characters of the head that are printed, in groups of four. */
    public String shownHead() {
        return head.substring(0, HEAD_SHOWN).replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** Draws it. */
    public Slip draw(PaperWidth paper) {
        SlipSheet sheet = new SlipSheet(paper.dots());
        sheet.space(16);
        String part = "BỘ PHẬN MỘT CỬA";
        SlipSheet.Run whole = new SlipSheet.Run(office.toUpperCase(VIETNAMESE) + " – " + part, SlipFont.STRONG, 25);
        if (whole.width() <= sheet.inner()) {
            sheet.centred(whole, LINE);
        } else {
            sheet.centred(new SlipSheet.Run(office.toUpperCase(VIETNAMESE) + " –", SlipFont.STRONG, 25), LINE);
            sheet.centred(new SlipSheet.Run(part, SlipFont.STRONG, 25), LINE);
        }
        if (simulated) {
            sheet.flag(new SlipSheet.Run("MÔ PHỎNG", SlipFont.NUMBER, 40), LINE);
        }
        String title = day == null ? "PHIẾU CHỐT NGÀY" : "PHIẾU CHỐT NGÀY " + DAY.format(day);
        sheet.centred(new SlipSheet.Run(title, SlipFont.NUMBER, 30), LINE);
        String at = printedAt == null ? "(máy chưa cập nhật giờ)" : TIME.format(printedAt);
        sheet.centred(text("In lúc " + at, 24), LINE);
        sheet.centred(text("số liệu tạm tính", 24), LINE);
        rule(sheet, 3, 0);
        row(sheet, "Số đã cấp", issued);
        sub(sheet, "đã phục vụ", served());
        sub(sheet, "vắng mặt", noShow);
        sub(sheet, "bỏ về", left);
        sub(sheet, "hết giờ chưa phục vụ", unserved);
        rule(sheet, 2, 6);
        row(sheet, "Lượt đã phục vụ", served());
        sub(sheet, "đã đánh giá", rated);
        sub(sheet, "không đánh giá", notRated);
        sub(sheet, "không mời đánh giá", notAsked);
        sub(sheet, "thiết bị hỏng", deviceDown);
        rule(sheet, 2, 6);
        if (practising > 0) {
            row(sheet, "Tập sử dụng (không tính)", practising);
        }
        both(sheet, 0, "Bản ghi cuối", count(lastSeq));
        both(sheet, 0, "Chưa gửi", count(unsent));
        sheet.left(LINE, text("Đầu chuỗi nhật ký", 26));
        sheet.left(LINE, new SlipSheet.Run(shownHead(), SlipFont.NUMBER, 34));
        rule(sheet, 3, 0);
        sheet.both(0, text("Người chốt ngày", 24), text("Phụ trách bộ phận", 24), LINE);
        sheet.space(96);
        sheet.flowing(text("Giữ phiếu này 12 tháng.", 24), LINE, sheet.inner());
        sheet.space(20);
        return sheet.slip(-1);
    }

    private static SlipSheet.Run text(String text, double size) {
        return new SlipSheet.Run(text, SlipFont.TEXT, size);
    }

    private static void rule(SlipSheet sheet, int thick, int dash) {
        sheet.space(8);
        sheet.rule(thick, dash);
        sheet.space(8);
    }

    private static void row(SlipSheet sheet, String label, int n) {
        both(sheet, 0, label, count(n));
    }

    private static void sub(SlipSheet sheet, String label, int n) {
        both(sheet, INDENT, label, count(n));
    }

    private static void both(SlipSheet sheet, int indent, String label, String value) {
        sheet.both(indent, text(label, 26), new SlipSheet.Run(value, SlipFont.NUMBER, 26), LINE);
    }

    private static String count(long n) {
        return NumberFormat.getIntegerInstance(VIETNAMESE).format(n);
    }
}
