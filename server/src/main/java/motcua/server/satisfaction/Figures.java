package motcua.server.satisfaction;

import static motcua.server.language.Language.say;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * Figures as Vietnamese offices write them: {@code 2.449}, {@code 97,5 %}, {@code −9,7}; one decimal, half up. On an English page
 * {@code 2,449}, {@code 97.5 %}, {@code −9.7}.
 */
public final class Figures {
    /** Keeps a figure and its unit on one line. */
    public static final String NO_BREAK = "\u00a0";

    private static final String MINUS = "\u2212";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private Figures() {}

    /** A count with a point between thousands, in English a comma. */
    public static String count(long n) {
        String digits = Long.toString(Math.abs(n));
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                out.append(say(".", ","));
            }
            out.append(digits.charAt(i));
        }
        return (n < 0 ? MINUS : "") + out;
    }

    /** A number with {@code decimals} digits after the comma, in English the point, rounded half up; minus is U+2212; no negative zero. */
    public static String decimal(double x, int decimals) {
        // Twelve digits first: 0.285 * 100 is 28.499999999999996 in binary and means 28.5.
        BigDecimal exact = new BigDecimal(Math.abs(x)).setScale(12 - decimals, RoundingMode.HALF_UP);
        BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_UP);
        String whole = count(rounded.longValue());
        String text = decimals == 0
                ? whole
                : whole
                        + say(",", ".")
                        + rounded.toPlainString()
                                .substring(rounded.toPlainString().indexOf('.') + 1);
        return (x < 0 && rounded.signum() != 0 ? MINUS : "") + text;
    }

    /** A share as per cent, {@code 91,8 %}. */
    public static String percent(double share) {
        return decimal(100 * share, 1) + NO_BREAK + "%";
    }

    /** {@code satisfied} of {@code n} as per cent. */
    public static String percent(long satisfied, long n) {
        return percent((double) satisfied / n);
    }

    /** An interval of a share, {@code 90,3–93,2}. */
    public static String range(Interval interval) {
        return decimal(100 * interval.low(), 1) + "–" + decimal(100 * interval.high(), 1);
    }

    /** A difference in points with its sign, {@code +0,6}. */
    public static String points(double difference) {
        String text = decimal(100 * difference, 1);
        return difference > 0 && !text.equals("0,0") ? "+" + text : text;
    }

    /** The interval of a difference in points, {@code −14,7 … −4,9}. */
    public static String pointRange(Interval interval) {
        return points(interval.low()) + NO_BREAK + "…" + NO_BREAK + points(interval.high());
    }

    /** {@code 12/10/2026}. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }
}
