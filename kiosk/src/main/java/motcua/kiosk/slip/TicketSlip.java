package motcua.kiosk.slip;

import java.net.URI;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A queue ticket, all that is on it and nothing of the person who takes it.
 *
 * @param ticket id of the ticket, not printed
 * @param office the office's name, e.g. {@code UBND xã Ví Dụ}
 * @param label what is called, e.g. {@code A012}
 * @param subject field or procedure, absent where it is not known
 * @param counters which counters may call it, ascending
 * @param ahead how many wait before it
 * @param expected how long it may take, absent where nobody can say
 * @param issuedAt local time, absent while the clock is not trusted
 * @param priority whether it goes before others
 * @param reprint whether another copy of it may be about
 * @param practising the office tries the system out: the ticket counts for nothing
 * @param simulated the office is none
 * @param large in large print
 * @param lookUp address behind the QR code: the office's, the same on every ticket
 */
public record TicketSlip(
        String ticket,
        String office,
        String label,
        @Nullable String subject,
        List<Integer> counters,
        int ahead,
        @Nullable Wait expected,
        @Nullable LocalDateTime issuedAt,
        boolean priority,
        boolean reprint,
        boolean practising,
        boolean simulated,
        boolean large,
        @Nullable URI lookUp) {

    /** Limit of a ticket's height in dots: 90 mm, to save paper. Source: domain f.5. */
    public static final int MOST_ROWS = 720;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy", Locale.ROOT);
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    /** 15 mm of capital, for people who see badly: its em is a third larger. Source: domain f.5. */
    private static final double LEAST_NUMBER = 163;

    private static final int QR_DOTS = 4;
    private static final int QR_QUIET = 16;
    /** Room that the rows need beside the QR code. */
    private static final int LEAST_ROW = 340;

    public TicketSlip {
        counters = List.copyOf(counters);
        if (ahead < 0) {
            throw new IllegalArgumentException("nobody waits before it: " + ahead);
        }
    }

    /** An expected wait in minutes, from and to; equal where the two are the same. */
    public record Wait(int fromMinutes, int toMinutes) {
        public Wait {
            if (fromMinutes < 0 || toMinutes < fromMinutes) {
                throw new IllegalArgumentException("no wait: " + fromMinutes + " to " + toMinutes);
            }
        }

        String text() {
            return (fromMinutes == toMinutes ? "" : fromMinutes + "–") + toMinutes + "\u00A0phút";
        }
    }

    /** The same ticket, saying that it is a copy. */
    public TicketSlip asReprint() {
        return new TicketSlip(
                ticket,
                office,
                label,
                subject,
                counters,
                ahead,
                expected,
                issuedAt,
                priority,
                true,
                practising,
                simulated,
                large,
                lookUp);
    }

    /**
     * Draws it. Should it become higher than 90 mm, it goes without the request to rate, then without the QR code; the rest is never
     * left out.
     */
    public Slip draw(PaperWidth paper) {
        Slip slip = draw(paper, true, true);
        if (slip.raster().height() > MOST_ROWS) {
            slip = draw(paper, false, true);
        }
        return slip.raster().height() > MOST_ROWS ? draw(paper, false, false) : slip;
    }

    private Slip draw(PaperWidth paper, boolean withRequest, boolean withCode) {
        boolean wide = paper == PaperWidth.MM_80;
        double text = large ? wide ? 34 : 30 : 26;
        double line = large ? 1.34 : 1.36;
        SlipSheet sheet = new SlipSheet(paper.dots());
        sheet.space(16);
        head(sheet);
        sheet.centred(run("PHIẾU SỐ THỨ TỰ", SlipFont.NUMBER, large ? 34 : 30), line);
        copyMark(sheet);
        flags(sheet);
        sheet.space(2);
        int numberTop = sheet.number(label, large ? 188 : 184, LEAST_NUMBER);
        sheet.space(8);
        copyMark(sheet);
        QrCode code = withCode && lookUp != null ? QrCode.of(lookUp.toString()) : null;
        int codeDots = code == null ? 0 : code.size() * QR_DOTS;
        int within = sheet.inner() - codeDots - QR_QUIET;
        boolean besideRows = code != null && !large && within >= LEAST_ROW;
        int top = sheet.y();
        rows(sheet, text, large ? wide ? 60 : 44 : 34, line, besideRows ? within : sheet.inner(), besideRows);
        if (besideRows && code != null) {
            place(sheet, code, top);
        }
        sheet.space(8);
        sheet.rule(3, 0);
        sheet.space(8);
        top = sheet.y();
        note(
                sheet,
                withRequest && !large,
                large ? wide ? 30 : 26 : 24,
                code == null || besideRows ? sheet.inner() : within);
        if (code != null && !besideRows) {
            place(sheet, code, top);
        }
        sheet.space(16);
        return sheet.slip(numberTop);
    }

    /**
     * Above the number and below it: paper ends anywhere, and the rest may come out of the next roll. Whichever piece shows the number says
     * that it is a copy.
     */
    private void copyMark(SlipSheet sheet) {
        if (reprint) {
            sheet.centred(run("(Bản in lại)", SlipFont.TEXT, 24), 1.36);
        }
    }

    private void note(SlipSheet sheet, boolean withRequest, double text, int within) {
        String note = "Phiếu chỉ có giá trị trong ngày. Qua 03 lần gọi xin lấy lại số";
        String request = ". Xin đánh giá mức độ hài lòng sau khi được phục vụ. Xin cảm ơn!";
        sheet.flowing(run(withRequest ? note + request : note, SlipFont.TEXT, text), 1.34, within);
    }

    /** At the right edge, from a row that was reached before; the sheet goes on below both. */
    private static void place(SlipSheet sheet, QrCode code, int top) {
        int dots = code.size() * QR_DOTS;
        sheet.squares(code, SlipSheet.MARGIN + sheet.inner() - dots, top + QR_QUIET / 2, QR_DOTS);
        sheet.moveTo(Math.max(sheet.y(), top + dots + QR_QUIET));
    }

    private void head(SlipSheet sheet) {
        String unit = office.toUpperCase(VIETNAMESE) + " –";
        String part = "BỘ PHẬN MỘT CỬA";
        SlipSheet.Run whole = run(unit + " " + part, SlipFont.STRONG, 25);
        if (whole.width() <= sheet.inner()) {
            sheet.centred(whole, 1.42);
        } else {
            sheet.centred(run(unit, SlipFont.STRONG, 25), 1.42);
            sheet.centred(run(part, SlipFont.STRONG, 25), 1.42);
        }
    }

    private void flags(SlipSheet sheet) {
        if (practising || simulated) {
            sheet.space(4);
            sheet.flag(run(practising ? "TẬP SỬ DỤNG" : "MÔ PHỎNG", SlipFont.NUMBER, 40), 1.42);
            sheet.space(4);
        }
        if (priority) {
            sheet.space(4);
            sheet.flag(run("ƯU TIÊN", SlipFont.NUMBER, 40), 1.42);
            sheet.space(4);
        }
    }

    /** What to know, in lines at most this wide. */
    private void rows(SlipSheet sheet, double text, double counter, double line, int within, boolean narrow) {
        if (!counters.isEmpty()) {
            sheet.labelled(
                    run("Quầy: ", large ? SlipFont.NUMBER : SlipFont.STRONG, counter),
                    run(
                            counters.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                            SlipFont.NUMBER,
                            counter),
                    1.34,
                    within);
        }
        if (subject != null) {
            sheet.labelled(run("Lĩnh vực: ", SlipFont.TEXT, text), run(subject, SlipFont.NUMBER, text), line, within);
        }
        waiting(sheet, text, line, within, narrow);
        String time = issuedAt == null ? "(máy chưa cập nhật giờ)" : TIME.format(issuedAt);
        sheet.labelled(run("Lấy số lúc: ", SlipFont.TEXT, text), run(time, SlipFont.NUMBER, text), line, within);
    }

    private void waiting(SlipSheet sheet, double text, double line, int within, boolean narrow) {
        SlipSheet.Run aheadLabel = run("Số người chờ trước: ", SlipFont.TEXT, text);
        SlipSheet.Run aheadCount = run(String.valueOf(ahead), SlipFont.NUMBER, text);
        if (expected == null) {
            sheet.labelled(aheadLabel, aheadCount, line, within);
            return;
        }
        SlipSheet.Run waitLabel = run("Dự kiến chờ: ", SlipFont.TEXT, text);
        SlipSheet.Run waitTime = run(expected.text(), SlipFont.NUMBER, text);
        double both = aheadLabel.width() + aheadCount.width() + waitLabel.width() + waitTime.width() + 12;
        if (!narrow && both <= within) {
            int row = sheet.y();
            sheet.put(SlipSheet.MARGIN, line, aheadLabel, aheadCount);
            int x = SlipSheet.MARGIN + within - (int) Math.ceil(waitLabel.width() + waitTime.width());
            sheet.put(x, line, waitLabel, waitTime);
            sheet.moveTo(row + (int) Math.round(text * line));
        } else {
            sheet.labelled(aheadLabel, aheadCount, line, within);
            sheet.labelled(waitLabel, waitTime, line, within);
        }
    }

    private static SlipSheet.Run run(String text, SlipFont font, double size) {
        return new SlipSheet.Run(Normalizer.normalize(text, Normalizer.Form.NFC), font, size);
    }
}
