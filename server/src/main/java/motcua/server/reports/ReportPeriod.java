package motcua.server.reports;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motcua.server.satisfaction.Figures;

/**
 * The days a report is about.
 *
 * @param key {@code 2026-09} a month, {@code 2026-Q3} a quarter, {@code 2026-6T} and {@code 2026-9T} the first six and nine months,
 *     {@code 2026-N} a year, {@code 2026-01-15_2026-03-14} any days
 * @param name inside a sentence: {@code quý III năm 2026}
 * @param from first day
 * @param to last day
 */
public record ReportPeriod(String key, String name, LocalDate from, LocalDate to) {
    private static final List<String> ROMAN = List.of("I", "II", "III", "IV");
    private static final Pattern KEY = Pattern.compile("(\\d{4})-(?:Q([1-4])|(0[1-9]|1[0-2])|([69])T|(N))");
    private static final Pattern DAYS = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})_(\\d{4}-\\d{2}-\\d{2})");
    private static final int LONGEST_DAYS = 366;

    /** The period of a key; empty if it is none. */
    public static Optional<ReportPeriod> ofKey(String key) {
        Matcher days = DAYS.matcher(key);
        if (days.matches()) {
            try {
                return Optional.of(ofDays(LocalDate.parse(days.group(1)), LocalDate.parse(days.group(2))));
            } catch (DateTimeParseException | InvalidInput e) {
                return Optional.empty();
            }
        }
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) != null) {
            int quarter = Integer.parseInt(matcher.group(2));
            return Optional.of(months(
                    key, "quý " + ROMAN.get(quarter - 1) + " năm " + year, YearMonth.of(year, quarter * 3 - 2), 3));
        }
        if (matcher.group(3) != null) {
            YearMonth month = YearMonth.parse(key);
            return Optional.of(months(key, "tháng " + month.getMonthValue() + " năm " + year, month, 1));
        }
        YearMonth january = YearMonth.of(year, 1);
        if (matcher.group(4) != null) {
            int months = Integer.parseInt(matcher.group(4));
            return Optional.of(
                    months(key, (months == 6 ? "6 tháng đầu năm " : "9 tháng đầu năm ") + year, january, months));
        }
        return Optional.of(months(key, "năm " + year, january, 12));
    }

    private static ReportPeriod months(String key, String name, YearMonth first, int months) {
        return new ReportPeriod(
                key, name, first.atDay(1), first.plusMonths(months - 1L).atEndOfMonth());
    }

    /**
     * Any days.
     *
     * @throws InvalidInput if it ends before it starts or is longer than a year
     */
    public static ReportPeriod ofDays(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            throw new InvalidInput("Kỳ báo cáo kết thúc (" + Figures.day(to) + ") trước khi bắt đầu ("
                    + Figures.day(from) + "); xin sửa ô “Đến ngày”.");
        }
        if (from.plusDays(LONGEST_DAYS).isBefore(to)) {
            throw new InvalidInput("Kỳ báo cáo dài hơn một năm; xin sửa ô “Từ ngày” hoặc “Đến ngày”.");
        }
        return new ReportPeriod(
                from + "_" + to, "từ ngày " + Figures.day(from) + " đến ngày " + Figures.day(to), from, to);
    }

    /** Whether its days are over. */
    public boolean isClosed(LocalDate today) {
        return to.isBefore(today);
    }

    /** The equally long period before: of a quarter the quarter before, of the first six months those of the year before. */
    public ReportPeriod previous() {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            long days = to.toEpochDay() - from.toEpochDay() + 1;
            return ofDays(from.minusDays(days), from.minusDays(1));
        }
        YearMonth first = YearMonth.from(from);
        String before;
        if (matcher.group(2) != null) {
            YearMonth start = first.minusMonths(3);
            before = start.getYear() + "-Q" + (start.getMonthValue() + 2) / 3;
        } else if (matcher.group(3) != null) {
            before = first.minusMonths(1).toString();
        } else {
            before = (first.getYear() - 1) + key.substring(4);
        }
        return ofKey(before).orElseThrow();
    }

    /** The name at the start of a line. */
    public String title() {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** Whether it is made of whole months, the steps by which most tables are told. */
    public boolean isWholeMonths() {
        return from.getDayOfMonth() == 1 && to.plusDays(1).getDayOfMonth() == 1;
    }

    /** The periods that a year back from a day begin, newest end first; those that still run included. */
    public static List<ReportPeriod> choices(LocalDate today) {
        List<ReportPeriod> all = new ArrayList<>();
        for (int year = today.getYear(); year >= today.getYear() - 1; year--) {
            for (String part : List.of("N", "9T", "6T", "Q4", "Q3", "Q2", "Q1")) {
                ofKey(year + "-" + part).ifPresent(all::add);
            }
            for (int month = 12; month >= 1; month--) {
                ofKey(YearMonth.of(year, month).toString()).ifPresent(all::add);
            }
        }
        all.removeIf(p -> p.from().isAfter(today));
        return all;
    }

    /** The newest quarter that is over. */
    public static ReportPeriod usual(LocalDate today) {
        int quarter = (today.getMonthValue() + 2) / 3;
        return ofKey(today.getYear() + "-Q" + quarter).orElseThrow().previous();
    }
}
