package motcua.server.register;

import static motcua.server.language.Language.say;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns what a person wrote in a cell into what the register holds. */
public final class CellText {
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z0-9_]{0,29}");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");
    private static final Pattern WEEK = Pattern.compile("[1-7]{1,7}");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern ISO_DAY = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final int LONGEST = 400;

    private CellText() {}

    /** What a cell that cannot be used has wrong with it; the message says so in the language of the page. */
    public static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    /**
     * The value of a cell of this column.
     *
     * @throws Wrong if it cannot be one
     */
    public static String read(Column column, String written) throws Wrong {
        String text = clean(written);
        if (text.isEmpty()) {
            if (column.required()) {
                throw new Wrong(say("không được để trống", "may not be empty"));
            }
            return column.kind() == Column.Kind.YES_NO ? "0" : "";
        }
        if (text.length() > LONGEST) {
            throw new Wrong(say("dài quá 400 ký tự", "is longer than 400 characters"));
        }
        if (Formula.begins(text)) {
            throw new Wrong(say(
                    "“" + text + "” bắt đầu như một công thức; xin ghi giá trị, không ghi công thức",
                    "“" + text + "” begins like a formula; write the value, not a formula"));
        }
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new Wrong(say("có ký tự xuống dòng hoặc ký tự điều khiển", "holds a line end or control character"));
        }
        return switch (column.kind()) {
            case TEXT -> text;
            case ID ->
                matching(
                        ID,
                        text,
                        say(
                                "chỉ gồm a–z, 0–9 và dấu gạch nối, nhiều nhất 40",
                                "only a–z, 0–9 and hyphens, at most 40"));
            case WORD ->
                matching(
                        WORD,
                        text.toUpperCase(Locale.ROOT).replace(' ', '_'),
                        say("chỉ gồm A–Z, 0–9, dấu gạch dưới", "only A–Z, 0–9, underscores"));
            case NUMBER -> matching(NUMBER, text, say("phải là số từ 1 đến 999", "must be a number from 1 to 999"));
            case WEEK ->
                matching(WEEK, text, say("gồm các số 1 (thứ hai) đến 7 (chủ nhật)", "digits 1 (Monday) to 7 (Sunday)"));
            case DAY -> day(text);
            case YES_NO -> yesNo(text);
        };
    }

    /**
     * The text as a register keeps it: letters and marks together, blanks of any kind as the usual one, wide letters, digits and
     * signs, which look like the usual ones and are others, as the usual ones, and without characters nobody sees.
     */
    public static String clean(String written) {
        StringBuilder text = new StringBuilder(written.length());
        Normalizer.normalize(written, Normalizer.Form.NFC).codePoints().forEach(c -> {
            if (c >= 0xff01 && c <= 0xff5e) {
                text.append((char) (c - 0xfee0));
            } else if (Character.getType(c) == Character.SPACE_SEPARATOR) {
                text.append(' ');
            } else if (Character.getType(c) != Character.FORMAT) {
                text.appendCodePoint(c);
            }
        });
        return text.toString().strip();
    }

    private static String matching(Pattern pattern, String text, String rule) throws Wrong {
        if (!pattern.matcher(text).matches()) {
            throw new Wrong("“" + text + "”: " + rule);
        }
        return text;
    }

    private static String yesNo(String text) throws Wrong {
        return switch (fold(text)) {
            case "1", "co", "x", "yes", "true" -> "1";
            case "0", "khong", "no", "false" -> "0";
            default ->
                throw new Wrong("“" + text + "”: " + say("ghi 1 (có) hoặc 0 (không)", "write 1 (yes) or 0 (no)"));
        };
    }

    /** A day, {@code dd/MM/yyyy} or {@code yyyy-MM-dd}, as {@code yyyy-MM-dd}. */
    private static String day(String text) throws Wrong {
        Matcher ours = DAY.matcher(text);
        Matcher iso = ISO_DAY.matcher(text);
        String rule = say("ngày viết dd/MM/yyyy, ví dụ 05/11/2024", "a day is written dd/MM/yyyy, e.g. 05/11/2024");
        int day;
        int month;
        int year;
        if (ours.matches()) {
            day = Integer.parseInt(ours.group(1));
            month = Integer.parseInt(ours.group(2));
            year = Integer.parseInt(ours.group(3));
        } else if (iso.matches()) {
            year = Integer.parseInt(iso.group(1));
            month = Integer.parseInt(iso.group(2));
            day = Integer.parseInt(iso.group(3));
        } else {
            throw new Wrong("“" + text + "”: " + rule);
        }
        if (month < 1 || month > 12) {
            throw new Wrong("“" + text + "”: " + say("không có tháng ", "there is no month ") + month + "; " + rule);
        }
        if (year < 1900 || year > 2200) {
            throw new Wrong("“" + text + "”: " + say("năm không hợp lý", "an unlikely year"));
        }
        try {
            return LocalDate.of(year, month, day).toString();
        } catch (DateTimeException e) {
            throw new Wrong("“" + text + "”: " + say("không có ngày này trong lịch", "there is no such day"));
        }
    }

    /** As people see it: days as {@code dd/MM/yyyy}, yes and no in words. */
    public static String show(Column column, String value) {
        if (column.kind() == Column.Kind.DAY && ISO_DAY.matcher(value).matches()) {
            return value.substring(8) + "/" + value.substring(5, 7) + "/" + value.substring(0, 4);
        }
        if (column.kind() == Column.Kind.YES_NO) {
            return value.equals("1") ? say("có", "yes") : say("không", "no");
        }
        return value;
    }

    /** Without marks and case, for names of columns and for search: {@code Đơn vị} is {@code don vi}. */
    public static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace('đ', 'd')
                .replace('Đ', 'D')
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
