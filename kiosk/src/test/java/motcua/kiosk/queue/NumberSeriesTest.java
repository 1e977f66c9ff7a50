package motcua.kiosk.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which days' numbers are remembered when the clock has told many dates. */
class NumberSeriesTest {
    private final NumberSeries numbers = new NumberSeries();

    @Test
    void theDayUsedLongestAgoIsForgottenAndNotTheOneWithTheLowestDate() {
        numbers.begin("2027-06-01"); // a clock that was wrong for a while
        numbers.taken("2027-06-01", "A", 9);
        for (int day = 1; day < NumberSeries.DAYS_KEPT; day++) {
            numbers.begin("2026-11-%02d".formatted(day));
            numbers.taken("2026-11-%02d".formatted(day), "A", 10 * day);
        }
        assertThat(numbers.next("2027-06-01", "A")).isEqualTo(10);

        numbers.begin("2026-10-31"); // one more, and the lowest date of all
        numbers.taken("2026-10-31", "A", 7);

        assertThat(numbers.next("2026-10-31", "A")).as("the present day").isEqualTo(8);
        assertThat(numbers.next("2026-11-01", "A")).as("used recently").isEqualTo(11);
        assertThat(numbers.next("2027-06-01", "A")).as("used longest ago").isEqualTo(1);
    }

    @Test
    void aDayThatIsUsedAgainIsKept() {
        for (int day = 1; day <= NumberSeries.DAYS_KEPT; day++) {
            numbers.begin("2026-11-%02d".formatted(day));
            numbers.taken("2026-11-%02d".formatted(day), "A", day);
        }
        numbers.begin("2026-11-01"); // the clock went back
        numbers.begin("2026-11-20");

        assertThat(numbers.next("2026-11-01", "A")).isEqualTo(2);
        assertThat(numbers.next("2026-11-02", "A")).isEqualTo(1);
    }
}
