package motcua.server.review;

import static motcua.server.language.Language.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Funnel;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Tally;

/**
 * Signs in the results of one closed period: a unit outside the limits of all, a change beyond chance, one level only, a response
 * rate out of the ordinary. Three tests a unit are counted as family: below the limits, changed, and waiting one more period.
 */
final class Signals {
    /** Response rates outside of this say more about inviting than about satisfaction. */
    static final double LEAST_RESPONSE = .10;

    static final double MOST_RESPONSE = .95;

    private static final double TAIL_95 = .025;

    private final ReviewPeriod period;
    private final Map<String, String> names;
    private final String mode;
    private final String source;
    private final List<SatisfactionRow> now;
    private final Map<String, Tally> before = new HashMap<>();
    private final Optional<Funnel> funnel;
    private final Optional<Funnel> funnelBefore;

    /**
     * Signs of one counting mode.
     *
     * @param now rows by office of the period
     * @param previous rows by office of the equally long period before
     * @param source parameters that lead to the same realm
     */
    Signals(
            ReviewPeriod period,
            Map<String, String> names,
            String mode,
            String source,
            List<SatisfactionRow> now,
            List<SatisfactionRow> previous) {
        this.period = period;
        this.names = names;
        this.mode = mode;
        this.source = source;
        this.now = now.stream().filter(r -> mode.equals(r.mode())).toList();
        for (SatisfactionRow row : previous) {
            Tally tally = row.tally();
            if (mode.equals(row.mode()) && tally != null && tally.rate().isPresent()) {
                before.put(row.key(), tally);
            }
        }
        this.funnel = funnel(this.now);
        this.funnelBefore =
                funnel(previous.stream().filter(r -> mode.equals(r.mode())).toList());
    }

    private static Optional<Funnel> funnel(List<SatisfactionRow> rows) {
        List<Tally> tallies = rows.stream()
                .flatMap(r -> Optional.ofNullable(r.tally()).stream())
                .filter(t -> t.n() > 0)
                .toList();
        boolean one = tallies.stream().map(Tally::scale).distinct().count() == 1;
        return one && tallies.stream().filter(t -> t.rate().isPresent()).count() >= 3
                ? Optional.of(Funnel.of(tallies))
                : Optional.empty();
    }

    /** Units with enough ratings for a rate. */
    long units() {
        return now.stream().filter(r -> rated(r).isPresent()).count();
    }

    /** How many of these signs would show if nothing differed anywhere: the sum of each test's chance. */
    double expectedByChance() {
        long compared = funnel.isPresent() ? units() : 0;
        long changed =
                now.stream().filter(r -> rated(r).isPresent() && isSameScale(r)).count();
        return compared * TAIL_95 + changed * TAIL_95;
    }

    private static Optional<Tally> rated(SatisfactionRow row) {
        return Optional.ofNullable(row.tally()).filter(t -> t.rate().isPresent());
    }

    private boolean isSameScale(SatisfactionRow row) {
        Tally old = before.get(row.key());
        Tally tally = row.tally();
        return old != null && tally != null && old.scale().equals(tally.scale());
    }

    /** The signs, unsorted. */
    List<Todo> todos() {
        List<Todo> all = new ArrayList<>();
        for (SatisfactionRow row : now) {
            rated(row).ifPresent(tally -> {
                Optional<Todo> limits = limits(row, tally);
                limits.ifPresent(all::add);
                if (limits.map(t -> t.strength() < Todo.STRONG).orElse(true)) {
                    change(row, tally).ifPresent(all::add);
                }
                oneLevel(row, tally).ifPresent(all::add);
            });
            response(row).ifPresent(all::add);
        }
        return all;
    }

    private Optional<Todo> limits(SatisfactionRow row, Tally tally) {
        if (funnel.isEmpty()) {
            return Optional.empty();
        }
        double rate = tally.rate().orElseThrow();
        Funnel.Place place = funnel.get().place(rate, tally.n());
        boolean below = rate < funnel.get().common();
        String common = Figures.percent(funnel.get().common());
        if (place == Funnel.Place.LOWER) {
            Tally old = before.get(row.key());
            boolean again = old != null
                    && funnelBefore.isPresent()
                    && funnelBefore.get().place(old.rate().orElseThrow(), old.n()) == Funnel.Place.LOWER;
            return Optional.of(new Todo(
                    Todo.STRONG,
                    title(
                            row,
                            ": " + Figures.percent(rate)
                                    + say(" hài lòng, thấp hơn mức chung ", " satisfied, below the common level ")
                                    + common),
                    again
                            ? say(
                                    "Ngoài giới hạn 99,8\u00a0% hai kỳ liền.",
                                    "Outside the 99.8\u00a0% limits twice in a row.")
                            : say("Ngoài giới hạn 99,8\u00a0%.", "Outside the 99.8\u00a0% limits."),
                    href(row),
                    interval(tally, Svg.Mark.LOWER),
                    again ? say("2 kỳ liền", "2 periods") : period.nameInside(),
                    say("Xem theo quầy", "By counter")));
        }
        if (place == Funnel.Place.WAIT && below) {
            return Optional.of(new Todo(
                    Todo.SIGN,
                    title(row, say(": chờ thêm một kỳ", ": wait one more period")),
                    say(
                            "Giữa hai giới hạn 95\u00a0% và 99,8\u00a0%. Chưa phải căn cứ để nhận xét đơn vị.",
                            "Between the 95\u00a0% and the 99.8\u00a0% limits. No ground for a judgement yet."),
                    href(row),
                    interval(tally, Svg.Mark.WAIT),
                    period.nameInside(),
                    say("Theo dõi", "Keep an eye")));
        }
        return Optional.empty();
    }

    private Optional<Todo> change(SatisfactionRow row, Tally tally) {
        Tally old = before.get(row.key());
        if (old == null || !isSameScale(row)) {
            return Optional.empty();
        }
        Interval difference = Interval.ofDifference(tally.satisfied(), tally.n(), old.satisfied(), old.n());
        if (difference.high() >= 0) {
            return Optional.empty();
        }
        double points = tally.rate().orElseThrow() - old.rate().orElseThrow();
        return Optional.of(new Todo(
                Todo.STRONG,
                title(
                        row,
                        ": " + Figures.percent(tally.rate().orElseThrow())
                                + say(", giảm vượt mức ngẫu nhiên", ", fell beyond chance")),
                say("So với ", "Against ") + period.previous().nameInside() + ": " + Figures.points(points)
                        + say(" điểm (khoảng tin cậy ", " points (interval ") + Figures.pointRange(difference) + ").",
                href(row),
                interval(tally, Svg.Mark.LOWER),
                period.nameInside(),
                say("Xem theo tháng", "By month")));
    }

    private Optional<Todo> oneLevel(SatisfactionRow row, Tally tally) {
        long most = tally.levels().stream().mapToLong(Long::longValue).max().orElse(0);
        if (most != tally.n()) {
            return Optional.empty();
        }
        return Optional.of(new Todo(
                Todo.STRONG,
                title(
                        row,
                        ": " + Figures.count(most) + "/" + Figures.count(tally.n())
                                + say(" đánh giá cùng một mức", " ratings of one level")),
                say(
                        "Cần kiểm tra thiết bị và cách mời đánh giá trước khi biểu dương.",
                        "Look at the device and how people are invited before praising."),
                href(row),
                interval(tally, Svg.Mark.HIGHER),
                period.nameInside(),
                say("Xem bất thường", "See what is odd")));
    }

    private Optional<Todo> response(SatisfactionRow row) {
        long served = ReviewRoutes.orZero(row.served());
        long rated = ReviewRoutes.orZero(row.rated());
        if (mode.equals("OPEN") || served < Tally.LEAST_FOR_RATE) {
            return Optional.empty();
        }
        double share = (double) rated / served;
        if (share >= LEAST_RESPONSE && share <= MOST_RESPONSE) {
            return Optional.empty();
        }
        boolean low = share < LEAST_RESPONSE;
        return Optional.of(new Todo(
                Todo.SIGN,
                title(row, say(": tỷ lệ phản hồi ", ": response rate ") + Figures.percent(rated, served)),
                Figures.count(rated)
                        + say(" đánh giá trên ", " ratings of ")
                        + Figures.count(served)
                        + (low
                                ? say(
                                        " lượt phục vụ; kết quả có thể không đại diện.",
                                        " services; the result may not stand for all.")
                                : say(
                                        " lượt phục vụ; kiểm tra ai bấm và bấm khi nào.",
                                        " services; look at who presses, and when.")),
                href(row),
                Html.el(
                        "span",
                        Html.cls("soft"),
                        low
                                ? say("Ngưỡng xem lại: dưới 10\u00a0%", "Mark: below 10\u00a0%")
                                : say("Ngưỡng xem lại: trên 95\u00a0%", "Mark: above 95\u00a0%")),
                period.nameInside(),
                say("Xem đơn vị", "See the office")));
    }

    private Html title(SatisfactionRow row, String rest) {
        return Html.all(Html.name(names.getOrDefault(row.key(), row.key())), rest);
    }

    private String href(SatisfactionRow row) {
        return "/review?dv=" + ReviewData.Choice.encode(row.key()) + "&ky=" + period.key() + "&cd=" + mode + source;
    }

    private Html interval(Tally tally, Svg.Mark mark) {
        OptionalDouble common = funnel.map(f -> OptionalDouble.of(f.common())).orElse(OptionalDouble.empty());
        return Html.all(
                RowPlots.interval(tally, RowPlots.Axis.of(List.of(tally).stream()), common, mark, false),
                Html.el(
                        "span",
                        Html.cls("soft"),
                        "n = " + Figures.count(tally.n()) + say("; KTC ", "; CI ")
                                + Figures.range(tally.interval().orElseThrow())));
    }
}
