package motcua.server.satisfaction;

import static motcua.server.language.Language.say;
import static motcua.server.satisfaction.Figures.NO_BREAK;
import static motcua.server.satisfaction.Figures.count;
import static motcua.server.satisfaction.Figures.percent;
import static motcua.server.satisfaction.Figures.pointRange;
import static motcua.server.satisfaction.Figures.points;
import static motcua.server.satisfaction.Figures.range;

import java.util.Optional;

/** The sentence above every page of results: no adjective, no cause, no advice; a change only where it is beyond chance. */
public final class Sentence {
    private Sentence() {}

    /**
     * Parts of the sentence, so that a page can stress the rate.
     *
     * @param key the rate with its word, or empty where there is none
     */
    public record Parts(String before, String key, String after) {
        /** The whole sentence. */
        public String text() {
            return before + key + after;
        }
    }

    /**
     * Says what one unit has in one period.
     *
     * @param period e.g. {@code Quý III/2026}
     * @param where name of the unit
     * @param served services of the period; empty if nothing was received
     * @param hasResponseRate false in mode OPEN, where presses are the visits
     * @param now valid ratings that may be shown; empty if none may
     * @param previousName e.g. {@code quý II/2026}
     * @param previous ratings of the period before: equally long, same scale and mode; otherwise empty
     */
    public static Parts of(
            String period,
            String where,
            Optional<Long> served,
            long rated,
            boolean hasResponseRate,
            Optional<Tally> now,
            String previousName,
            Optional<Tally> previous) {
        String head = period + ", " + where + " ";
        if (served.isEmpty()) {
            return new Parts(
                    head
                            + say(
                                    "chưa gửi số liệu; vì vậy không có kết quả để nêu.",
                                    "has sent no data; so there is no result to tell."),
                    "",
                    "");
        }
        if (now.isEmpty() || now.get().n() < Tally.LEAST_SHOWN) {
            String why = rated < Tally.LEAST_SHOWN
                    ? say(
                            "có dưới 5 đánh giá hợp lệ nên không nêu kết quả.",
                            "has fewer than 5 valid ratings, so no result is told.")
                    : say(
                            "các đánh giá phải ẩn để giữ kín người đánh giá nên không nêu kết quả.",
                            "its ratings must be hidden to protect who rated, so no result is told.");
            return new Parts(
                    head
                            + say("phục vụ ", "served ")
                            + count(served.get())
                            + say(" lượt nhưng ", " services but ")
                            + why,
                    "",
                    "");
        }
        Tally tally = now.get();
        long n = tally.n();
        String response = hasResponseRate && served.get() > 0
                ? say(" (tỷ lệ phản hồi ", " (response rate ") + percent(rated, served.get()) + ")"
                : "";
        head += say("phục vụ ", "served ") + count(served.get()) + say(" lượt và nhận ", " services and received ")
                + count(n) + say(" đánh giá hợp lệ", " valid ratings") + response + "; ";
        if (tally.rate().isEmpty()) {
            return new Parts(
                    head
                            + count(tally.satisfied())
                            + say(" trong ", " of ")
                            + count(n)
                            + say(
                                    " đánh giá là hài lòng – chưa đủ mẫu để kết luận.",
                                    " ratings are satisfied – too few to conclude."),
                    "",
                    "");
        }
        String after = say(" (khoảng tin cậy 95", " (interval of 95") + NO_BREAK + "%: "
                + range(Interval.wilson(tally.satisfied(), n)) + ")"
                + previous.filter(p -> p.rate().isPresent() && p.scale().equals(tally.scale()))
                        .map(p -> ", " + change(tally, p, previousName))
                        .orElse("")
                + ".";
        return new Parts(head, percent(tally.satisfied(), n) + say(" hài lòng", " satisfied"), after);
    }

    /** How two periods differ, with the interval of the difference; "higher" and "lower" only beyond chance. */
    public static String change(Tally now, Tally before, String previousName) {
        double d = (double) now.satisfied() / now.n() - (double) before.satisfied() / before.n();
        Interval interval = Interval.ofDifference(now.satisfied(), now.n(), before.satisfied(), before.n());
        if (interval.holdsZero()) {
            return say("không khác ", "no different from ") + previousName
                    + say(" ngoài mức ngẫu nhiên (", " beyond chance (") + points(d) + say(" điểm; ", " points; ")
                    + pointRange(interval) + ")";
        }
        return (d > 0 ? say("cao", "higher") : say("thấp", "lower")) + say(" hơn ", " than ") + previousName + " "
                + Figures.decimal(Math.abs(100 * d), 1)
                + say(" điểm, vượt mức ngẫu nhiên (", " points, beyond chance (") + pointRange(interval) + ")";
    }
}
