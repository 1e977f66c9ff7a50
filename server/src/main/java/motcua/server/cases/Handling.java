package motcua.server.cases;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What everyone may know of how feedback is dealt with. Counts come from closed steps: of an office a step is told when {@link #LEAST}
 * cases have come since the last one, with all months up to then; so two looks at any two times differ by none or by at least as
 * many. How many of them were answered in time is told as a multiple of {@link #LEAST} that is not above the truth, as of the end of the last
 * month. A field or a reason is named with an answer only where its step has so many cases of it. Confidential cases are in none
 * of it, and sample data only where there is nothing else.
 *
 * @param rows by unit
 * @param answers newest step first
 * @param asOf last day of the month that ended last
 * @param sample whether this is sample data
 */
record Handling(List<Row> rows, List<Answer> answers, LocalDate asOf, boolean sample) {
    /** Fewer are not told, as of results. */
    static final int LEAST = 5;

    private static final int MOST_ANSWERS = 50;

    Handling {
        rows = List.copyOf(rows);
        answers = List.copyOf(answers);
    }

    /**
     * What is told of offices of one unit.
     *
     * @param unit id
     * @param until last month of its latest step
     * @param received exact
     * @param onTime first answered in time, rounded down
     * @param late first answered too late or not yet though due, rounded down
     * @param open not answered and not due, rounded down
     */
    record Row(String unit, YearMonth until, long received, long onTime, long late, long open) {}

    /**
     * An answer that the superior has seen.
     *
     * @param field empty if too few are of it
     * @param reasons those that enough name
     */
    record Answer(String office, String field, YearMonth from, YearMonth to, List<String> reasons, String text) {
        Answer {
            reasons = List.copyOf(reasons);
        }
    }

    private record Step(String office, YearMonth from, YearMonth to, List<FeedbackCase> cases) {}

    /**
     * What is told on a day.
     *
     * @param unitOf the unit that an office is shown as
     */
    static Handling of(List<FeedbackCase> all, UnaryOperator<String> unitOf, LocalDate today) {
        boolean real = all.stream().anyMatch(c -> c.realm().equals("REAL"));
        YearMonth now = YearMonth.from(today);
        LocalDate asOf = now.minusMonths(1).atEndOfMonth();
        Map<String, TreeMap<YearMonth, List<FeedbackCase>>> offices = new TreeMap<>();
        for (FeedbackCase each : all) {
            YearMonth month = YearMonth.from(each.handedOver());
            if (!each.confidential() && month.isBefore(now) && each.realm().equals("REAL") == real) {
                offices.computeIfAbsent(each.office(), o -> new TreeMap<>())
                        .computeIfAbsent(month, m -> new ArrayList<>())
                        .add(each);
            }
        }
        List<Step> steps = new ArrayList<>();
        offices.forEach((office, months) -> steps.addAll(steps(office, months)));
        Map<String, List<Step>> units = new TreeMap<>();
        steps.forEach(step -> units.computeIfAbsent(unitOf.apply(step.office), u -> new ArrayList<>())
                .add(step));
        List<Row> rows = new ArrayList<>();
        units.forEach((unit, of) -> rows.add(row(unit, of, asOf)));
        List<Answer> answers = new ArrayList<>();
        steps.stream()
                .sorted(Comparator.comparing(Step::to).reversed().thenComparing(Step::office))
                .forEach(step -> step.cases.stream()
                        .filter(c -> c.state() == CaseState.CLOSED
                                && !LocalDate.parse(c.firstAnswered()).isAfter(asOf))
                        .sorted(Comparator.comparing(FeedbackCase::id))
                        .forEach(c -> answers.add(answer(step, c))));
        return new Handling(
                rows, answers.subList(0, Math.min(MOST_ANSWERS, answers.size())), asOf, !real && !offices.isEmpty());
    }

    private static List<Step> steps(String office, TreeMap<YearMonth, List<FeedbackCase>> months) {
        List<Step> steps = new ArrayList<>();
        List<FeedbackCase> since = new ArrayList<>();
        YearMonth from = months.firstKey();
        for (Map.Entry<YearMonth, List<FeedbackCase>> month : months.entrySet()) {
            since.addAll(month.getValue());
            if (since.size() >= LEAST) {
                steps.add(new Step(office, from, month.getKey(), List.copyOf(since)));
                since.clear();
                from = month.getKey().plusMonths(1);
            }
        }
        return steps;
    }

    private static Row row(String unit, List<Step> steps, LocalDate asOf) {
        List<FeedbackCase> cases =
                steps.stream().flatMap(step -> step.cases.stream()).toList();
        long onTime = cases.stream().filter(c -> inTime(c, asOf)).count();
        long open = cases.stream()
                .filter(c -> !inTime(c, asOf) && !c.firstDue().isBefore(asOf))
                .count();
        YearMonth until =
                steps.stream().map(Step::to).max(Comparator.naturalOrder()).orElseThrow();
        return new Row(
                unit,
                until,
                cases.size(),
                roundedDown(onTime),
                roundedDown(cases.size() - onTime - open),
                roundedDown(open));
    }

    /** Whether the first answer had come by a day, and in time. */
    private static boolean inTime(FeedbackCase each, LocalDate asOf) {
        if (each.firstAnswered().isEmpty()) {
            return false;
        }
        LocalDate answered = LocalDate.parse(each.firstAnswered());
        return !answered.isAfter(asOf) && !answered.isAfter(each.firstDue());
    }

    private static long roundedDown(long n) {
        return n / LEAST * LEAST;
    }

    private static Answer answer(Step step, FeedbackCase each) {
        boolean named = enough(step.cases, c -> c.field().equals(each.field()));
        List<FeedbackCase> alike = named
                ? step.cases.stream()
                        .filter(c -> c.field().equals(each.field()))
                        .toList()
                : step.cases;
        return new Answer(
                step.office,
                named ? each.field() : "",
                step.from,
                step.to,
                each.reasons().stream()
                        .filter(r -> enough(alike, c -> c.reasons().contains(r)))
                        .toList(),
                (each.cause() + " " + each.done()).strip());
    }

    private static boolean enough(List<FeedbackCase> cases, Predicate<FeedbackCase> like) {
        return cases.stream().filter(like).count() >= LEAST;
    }
}
