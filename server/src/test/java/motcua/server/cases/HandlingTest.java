package motcua.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What everyone may know of how feedback is dealt with. */
class HandlingTest {
    private final List<FeedbackCase> cases = new ArrayList<>();

    private FeedbackCase add(String office, String field, String day, String reason, CaseState state, String answered) {
        LocalDate served = LocalDate.parse(day);
        LocalDate due = FeedbackCase.handedOver(served, served.plusDays(1), "REASON", false)
                .plusDays(21);
        FeedbackCase each = new FeedbackCase(
                "VV-2026-" + (100_000 + cases.size()),
                "REAL",
                office,
                field,
                served,
                List.of(reason),
                "REASON",
                false,
                served.plusDays(1),
                due,
                office,
                state,
                "Ít quầy.",
                "Mở thêm quầy " + cases.size() + ".",
                answered,
                "",
                0,
                due,
                answered);
        cases.add(each);
        return each;
    }

    private Handling on(String day) {
        return Handling.of(cases, UnaryOperator.identity(), LocalDate.parse(day));
    }

    @Test
    void fewerThanFiveAreNotToldAndTheStepClosesWithTheMonthInWhichTheyAre() {
        for (int i = 1; i <= 4; i++) {
            add("o-a", "dat-dai", "2026-06-0" + i, "WAIT_LONG", CaseState.OPEN, "");
        }
        assertThat(on("2026-07-20").rows()).isEmpty();
        add("o-a", "dat-dai", "2026-07-06", "FEE", CaseState.OPEN, "");
        assertThat(on("2026-07-20").rows()).as("the month that runs").isEmpty();
        assertThat(on("2026-08-01").rows()).singleElement().satisfies(row -> {
            assertThat(row.received()).isEqualTo(5);
            assertThat(row.until()).hasToString("2026-07");
        });
        add("o-a", "dat-dai", "2026-08-03", "FEE", CaseState.OPEN, "");
        assertThat(on("2026-09-01").rows())
                .as("one more is not told")
                .singleElement()
                .satisfies(row -> assertThat(row.received()).isEqualTo(5));
    }

    @Test
    void anAnswerNamesAFieldAndAReasonOnlyWhereFiveAreAlike() {
        for (int i = 1; i <= 5; i++) {
            add("o-a", "dat-dai", "2026-06-0" + i, i < 5 ? "WAIT_LONG" : "FEE", CaseState.CLOSED, "2026-06-20");
        }
        add("o-a", "ho-tich", "2026-06-05", "WAIT_LONG", CaseState.CLOSED, "2026-06-20");
        List<Handling.Answer> answers = on("2026-07-20").answers();
        assertThat(answers).hasSize(6);
        assertThat(answers.subList(0, 5)).allSatisfy(answer -> {
            assertThat(answer.field()).isEqualTo("dat-dai");
            assertThat(answer.reasons()).as("four of the field waited long").isEmpty();
        });
        assertThat(answers.get(5)).satisfies(answer -> {
            assertThat(answer.field()).as("one of its field").isEmpty();
            assertThat(answer.reasons()).as("five waited long in all").containsExactly("WAIT_LONG");
            assertThat(answer.text()).isEqualTo("Ít quầy. Mở thêm quầy 5.");
        });
    }

    @Test
    void answeredInTimeLateAndOpenAreToldAsOfTheEndOfTheMonthAndRoundedDown() {
        for (int i = 0; i < 13; i++) {
            add("o-a", "dat-dai", "2026-06-02", "WAIT_LONG", CaseState.ANSWERED, "2026-06-2" + i % 10);
        }
        for (int i = 0; i < 6; i++) {
            add("o-a", "dat-dai", "2026-06-02", "WAIT_LONG", CaseState.ANSWERED, "2026-07-20");
        }
        assertThat(on("2026-07-01").rows()).singleElement().satisfies(row -> {
            assertThat(row.received()).isEqualTo(19);
            assertThat(row.onTime()).isEqualTo(10);
            assertThat(row.late()).as("due on the 29th").isEqualTo(5);
            assertThat(row.open()).isZero();
        });
        assertThat(on("2026-07-31").rows())
                .as("all of July tells the same")
                .isEqualTo(on("2026-07-01").rows());
    }

    /** A year looked at on every day: all that two looks tell of a unit differs by none or by five and more. */
    @Test
    void noTwoLooksTellAGroupBelowFive() {
        long seed = System.nanoTime();
        System.out.println("HandlingTest seed " + seed);
        Random random = new Random(seed);
        LocalDate start = LocalDate.parse("2026-01-05");
        Map<Integer, Integer> pace = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            int office = random.nextInt(6);
            int most = pace.computeIfAbsent(office, o -> 1 + random.nextInt(300));
            LocalDate day = start.plusDays(random.nextInt(most));
            boolean answered = random.nextInt(3) > 0;
            add(
                    "o-" + office,
                    random.nextBoolean() ? "dat-dai" : "ho-tich",
                    day.toString(),
                    random.nextBoolean() ? "WAIT_LONG" : "FEE",
                    answered ? CaseState.CLOSED : CaseState.OPEN,
                    answered ? day.plusDays(1 + random.nextInt(50)).toString() : "");
        }
        List<List<Handling.Row>> looks = new ArrayList<>();
        for (LocalDate day = start; day.isBefore(start.plusDays(400)); day = day.plusDays(1)) {
            List<Handling.Row> look = soFar(day).rows();
            if (!looks.contains(look)) {
                looks.add(look);
            }
        }
        assertThat(looks.size()).as("as many as months, at most").isBetween(3, 14);
        for (List<Handling.Row> a : looks) {
            for (List<Handling.Row> b : looks) {
                for (Handling.Row row : b) {
                    Handling.Row other = a.stream()
                            .filter(r -> r.unit().equals(row.unit()))
                            .findFirst()
                            .orElse(new Handling.Row(row.unit(), row.until(), 0, 0, 0, 0));
                    assertThat(Math.abs(row.received() - other.received()))
                            .as("%s and %s", row, other)
                            .matches(n -> n == 0 || n >= Handling.LEAST);
                    assertThat(List.of(
                                    row.onTime() - other.onTime(),
                                    row.late() - other.late(),
                                    row.open() - other.open()))
                            .allMatch(n -> n % Handling.LEAST == 0);
                }
            }
        }
    }

    /** As it was on that day: later cases were not there, later answers had not come. */
    private Handling soFar(LocalDate day) {
        List<FeedbackCase> then = cases.stream()
                .filter(c -> !c.opened().isAfter(day))
                .map(c ->
                        c.answered().isEmpty() || !LocalDate.parse(c.answered()).isAfter(day) ? c : unanswered(c))
                .toList();
        return Handling.of(then, UnaryOperator.identity(), day);
    }

    private static FeedbackCase unanswered(FeedbackCase c) {
        return new FeedbackCase(
                c.id(),
                c.realm(),
                c.office(),
                c.field(),
                c.day(),
                c.reasons(),
                c.why(),
                c.confidential(),
                c.opened(),
                c.due(),
                c.owner(),
                CaseState.OPEN,
                "",
                "",
                "",
                "",
                0,
                c.firstDue(),
                "");
    }

    @Test
    void neitherConfidentialCasesNorSampleDataStandAmongRealOnes() {
        for (int i = 0; i < 5; i++) {
            FeedbackCase c = add("o-a", "dat-dai", "2026-06-02", "HARASSMENT", CaseState.CLOSED, "2026-06-20");
            cases.set(cases.size() - 1, with(c, "REAL", true));
        }
        assertThat(on("2026-08-01").rows()).isEmpty();
        for (int i = 0; i < 5; i++) {
            FeedbackCase c = add("o-a", "dat-dai", "2026-06-02", "FEE", CaseState.CLOSED, "2026-06-20");
            cases.set(cases.size() - 1, with(c, "SIMULATED", false));
        }
        assertThat(on("2026-08-01").rows()).as("real ones are there").isEmpty();
        cases.removeIf(FeedbackCase::confidential);
        assertThat(on("2026-08-01").sample()).isTrue();
        assertThat(on("2026-08-01").rows()).hasSize(1);
    }

    private static FeedbackCase with(FeedbackCase c, String realm, boolean confidential) {
        return new FeedbackCase(
                c.id(),
                realm,
                c.office(),
                c.field(),
                c.day(),
                c.reasons(),
                c.why(),
                confidential,
                c.opened(),
                c.due(),
                c.owner(),
                c.state(),
                c.cause(),
                c.done(),
                c.answered(),
                "",
                0,
                c.firstDue(),
                c.firstAnswered());
    }
}
