package motcua.server.reports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import motcua.server.organisation.Stretch;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionAnswer;
import motcua.server.satisfaction.SatisfactionQuestion;

/** What the offices of one unit have of one period: each office on the days on which it belonged to the unit. Safe for any thread. */
final class UnitFigures {
    private final Satisfaction satisfaction;
    private final FigureQueries queries;
    private final ReportPeriod period;
    private final List<Stretch> stretches;
    private final Realm realm;

    /**
     * Figures of these offices and days.
     *
     * @param stretches as the tree of each day of the period has it
     * @param realm empty = real if the offices have any real record
     */
    UnitFigures(
            Satisfaction satisfaction,
            FigureQueries queries,
            ReportPeriod period,
            List<Stretch> stretches,
            Optional<Realm> realm) {
        this.satisfaction = satisfaction;
        this.queries = queries;
        this.period = period;
        this.stretches = stretches.isEmpty()
                ? List.of(new Stretch(period.from(), period.to(), Set.of()))
                : Stretch.byOffice(stretches);
        this.realm = realm.orElseGet(() -> satisfaction.realmOf(offices()));
    }

    ReportPeriod period() {
        return period;
    }

    Realm realm() {
        return realm;
    }

    /** All offices that belonged to the unit on any day. */
    Set<String> offices() {
        return stretches.stream().flatMap(each -> each.offices().stream()).collect(Collectors.toSet());
    }

    /** The days of offices that did not belong to the unit all through the period. */
    List<Stretch> parts() {
        return stretches.stream()
                .filter(each -> !each.offices().isEmpty())
                .filter(each -> !each.from().equals(period.from()) || !each.to().equals(period.to()))
                .toList();
    }

    /** Whether the same offices belonged to the unit all through this and another period. */
    boolean isLike(UnitFigures other) {
        return parts().isEmpty() && other.parts().isEmpty() && offices().equals(other.offices());
    }

    /** The answer about one dimension, in sums of safe cells. */
    SatisfactionAnswer by(Dimension dimension) {
        return AnswerSum.of(
                period.from(),
                period.to(),
                stretches.stream()
                        .map(each -> satisfaction.safe(new SatisfactionQuestion(
                                dimension,
                                each.from(),
                                each.to(),
                                each.offices(),
                                Optional.of(realm),
                                Optional.empty())))
                        .toList());
    }

    /** How many days of its time with the unit an office works. */
    int workingDays(String office, WorkingDays calendar) {
        return stretches.stream()
                .filter(each -> each.offices().contains(office))
                .mapToInt(each -> calendar.of(office, each.from(), each.to()))
                .sum();
    }

    List<FigureQueries.CounterUse> counters() {
        Map<String, FigureQueries.CounterUse> sums = new LinkedHashMap<>();
        for (Stretch each : stretches) {
            for (FigureQueries.CounterUse use : queries.counters(realm, each.offices(), each.from(), each.to())) {
                sums.merge(use.office() + "\n" + use.counter(), use, FigureQueries.CounterUse::plus);
            }
        }
        return List.copyOf(sums.values());
    }

    /** Devices by {@code office LF counter}, as the list of devices has them. */
    Map<String, String> devices() {
        return sum(queries::devices, (one, other) -> one.equals(other) ? one : one + ", " + other);
    }

    /** Days of which an office sent anything, by office. */
    Map<String, Long> connected() {
        return sum((offices, from, to) -> queries.connected(realm, offices, from, to), Long::sum);
    }

    /** Ratings that came after their step was told, by {@code office LF counter}. */
    Map<String, Long> late() {
        return sum((offices, from, to) -> queries.late(realm, offices, from, to), Long::sum);
    }

    /** Presses that count for no service, by verdict. */
    Map<String, Long> stray() {
        return sum((offices, from, to) -> queries.stray(realm, offices, from, to), Long::sum);
    }

    /** Rated services by what excludes or marks them; '' = nothing. */
    Map<String, Long> decided() {
        return sum((offices, from, to) -> queries.decided(realm, offices, from, to), Long::sum);
    }

    /** Days of work by {@code office LF clerk}. */
    Map<String, FigureQueries.Shifts> shifts() {
        return sum((offices, from, to) -> queries.shifts(realm, offices, from, to), FigureQueries.Shifts::plus);
    }

    private interface Read<T> {
        Map<String, T> of(Set<String> offices, LocalDate from, LocalDate to);
    }

    private <T> Map<String, T> sum(Read<T> read, BinaryOperator<T> plus) {
        return stretches.stream()
                .flatMap(each -> read.of(each.offices(), each.from(), each.to()).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, plus));
    }

    /** The offices that came or went in the period, with their days, in words; empty if none did. */
    Optional<String> changes(Function<String, String> officeName, Function<LocalDate, String> day) {
        List<String> words = new ArrayList<>();
        for (Stretch each : parts()) {
            String days = each.from().equals(period.from())
                    ? "đến hết ngày " + day.apply(each.to())
                    : each.to().equals(period.to())
                            ? "từ ngày " + day.apply(each.from())
                            : "từ ngày " + day.apply(each.from()) + " đến hết ngày " + day.apply(each.to());
            each.offices().stream()
                    .sorted()
                    .map(office -> officeName.apply(office) + " " + days)
                    .forEach(words::add);
        }
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of("Đơn vị có thay đổi trong kỳ, chỉ tính những ngày bộ phận thuộc đơn vị: "
                        + String.join("; ", words) + ".");
    }
}
