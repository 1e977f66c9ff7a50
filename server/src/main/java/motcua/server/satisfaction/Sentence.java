package motcua.server.satisfaction;

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
            return new Parts(head + "chưa gửi số liệu; vì vậy không có kết quả để nêu.", "", "");
        }
        if (now.isEmpty() || now.get().n() < Tally.LEAST_SHOWN) {
            String why = rated < Tally.LEAST_SHOWN
                    ? "có dưới 5 đánh giá hợp lệ nên không nêu kết quả."
                    : "các đánh giá phải ẩn để giữ kín người đánh giá nên không nêu kết quả.";
            return new Parts(head + "phục vụ " + count(served.get()) + " lượt nhưng " + why, "", "");
        }
        Tally tally = now.get();
        long n = tally.n();
        String response =
                hasResponseRate && served.get() > 0 ? " (tỷ lệ phản hồi " + percent(rated, served.get()) + ")" : "";
        head += "phục vụ " + count(served.get()) + " lượt và nhận " + count(n) + " đánh giá hợp lệ" + response + "; ";
        if (tally.rate().isEmpty()) {
            return new Parts(
                    head + count(tally.satisfied()) + " trong " + count(n)
                            + " đánh giá là hài lòng – chưa đủ mẫu để kết luận.",
                    "",
                    "");
        }
        String after = " (khoảng tin cậy 95" + NO_BREAK + "%: " + range(Interval.wilson(tally.satisfied(), n)) + ")"
                + previous.filter(p -> p.rate().isPresent() && p.scale().equals(tally.scale()))
                        .map(p -> ", " + change(tally, p, previousName))
                        .orElse("")
                + ".";
        return new Parts(head, percent(tally.satisfied(), n) + " hài lòng", after);
    }

    /** How two periods differ, with the interval of the difference; "higher" and "lower" only beyond chance. */
    public static String change(Tally now, Tally before, String previousName) {
        double d = (double) now.satisfied() / now.n() - (double) before.satisfied() / before.n();
        Interval interval = Interval.ofDifference(now.satisfied(), now.n(), before.satisfied(), before.n());
        if (interval.holdsZero()) {
            return "không khác " + previousName + " ngoài mức ngẫu nhiên (" + points(d) + " điểm; "
                    + pointRange(interval) + ")";
        }
        return (d > 0 ? "cao" : "thấp") + " hơn " + previousName + " " + Figures.decimal(Math.abs(100 * d), 1)
                + " điểm, vượt mức ngẫu nhiên (" + pointRange(interval) + ")";
    }
}
