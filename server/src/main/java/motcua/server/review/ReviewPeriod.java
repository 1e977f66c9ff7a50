package motcua.server.review;

import static motcua.server.language.Language.say;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motcua.server.satisfaction.Period;

/**
 * A month or quarter one can pick.
 *
 * @param key {@code 2026-09} or {@code 2026-Q3}
 * @param name as at the start of a sentence: {@code Tháng 9/2026}, {@code Quý III/2026}
 */
record ReviewPeriod(String key, String name, LocalDate from, LocalDate to) {
    private static final List<String> ROMAN = List.of("I", "II", "III", "IV");
    private static final Pattern KEY = Pattern.compile("(\\d{4})-(?:Q([1-4])|(0[1-9]|1[0-2]))");

    static ReviewPeriod month(YearMonth month) {
        return new ReviewPeriod(
                month.toString(),
                say("Tháng ", "Month ") + month.getMonthValue() + "/" + month.getYear(),
                month.atDay(1),
                month.atEndOfMonth());
    }

    static ReviewPeriod quarter(int year, int quarter) {
        YearMonth first = YearMonth.of(year, quarter * 3 - 2);
        return new ReviewPeriod(
                year + "-Q" + quarter,
                say("Quý ", "Quarter ") + ROMAN.get(quarter - 1) + "/" + year,
                first.atDay(1),
                first.plusMonths(2).atEndOfMonth());
    }

    static Optional<ReviewPeriod> ofKey(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(matcher.group(1));
        return Optional.of(
                matcher.group(2) != null
                        ? quarter(year, Integer.parseInt(matcher.group(2)))
                        : month(YearMonth.parse(key)));
    }

    boolean isQuarter() {
        return key.contains("Q");
    }

    boolean isClosed(LocalDate today) {
        return to.isBefore(today);
    }

    /** The equally long period before. */
    ReviewPeriod previous() {
        YearMonth first = YearMonth.from(from);
        if (isQuarter()) {
            YearMonth before = first.minusMonths(3);
            return quarter(before.getYear(), (before.getMonthValue() + 2) / 3);
        }
        return month(first.minusMonths(1));
    }

    /** The name inside a sentence. */
    String nameInside() {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** What one can pick where there is data: quarters that are over, months newest first, the month that still runs. */
    static List<ReviewPeriod> choices(Optional<Period> extent, LocalDate today) {
        List<ReviewPeriod> all = new ArrayList<>();
        YearMonth now = YearMonth.from(today);
        YearMonth first = extent.map(p -> YearMonth.from(p.from())).orElse(now);
        if (first.isBefore(now.minusMonths(35))) {
            first = now.minusMonths(35);
        }
        ReviewPeriod quarter =
                quarter(now.getYear(), (now.getMonthValue() + 2) / 3).previous();
        while (!quarter.to().isBefore(first.atDay(1))) {
            all.add(quarter);
            quarter = quarter.previous();
        }
        for (YearMonth month = now; !month.isBefore(first); month = month.minusMonths(1)) {
            all.add(month(month));
        }
        return all;
    }

    /** The newest quarter or month that is over and has data, else the month that runs. */
    static ReviewPeriod best(Optional<Period> extent, LocalDate today) {
        List<ReviewPeriod> all = choices(extent, today);
        YearMonth now = YearMonth.from(today);
        return all.stream()
                .filter(p -> p.isClosed(today)
                        && extent.filter(e -> !e.from().isAfter(p.from())
                                        || !p.isQuarter() && !e.from().isAfter(p.to()))
                                .isPresent())
                .findFirst()
                .orElse(month(now));
    }
}
