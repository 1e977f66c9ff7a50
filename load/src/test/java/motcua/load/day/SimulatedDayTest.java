package motcua.load.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulatedDayTest {
    @Test
    void equalSeedsAreEqualDaysAndOthersAreNot() {
        assertThat(SimulatedDay.of(7, 1)).isEqualTo(SimulatedDay.of(7, 1));
        assertThat(SimulatedDay.of(8, 1).people())
                .isNotEqualTo(SimulatedDay.of(7, 1).people());
    }

    @Test
    void aDayHasARushALunchGapAndEveryCourse() {
        SimulatedDay day = SimulatedDay.of(1, 5);

        assertThat(day.people()).isSortedAccordingTo(Comparator.comparing(SimulatedDay.Person::comes));
        assertThat(day.people())
                .noneMatch(person -> person.comes().isAfter(SimulatedDay.LUNCH)
                        && person.comes().isBefore(SimulatedDay.AFTERNOON));
        long early = day.people().stream()
                .filter(person -> person.comes().getHour() == 8)
                .count();
        long late = day.people().stream()
                .filter(person -> person.comes().getHour() == 16)
                .count();
        assertThat(early).isGreaterThan(2 * late);
        Set<SimulatedDay.Course> courses =
                day.people().stream().map(SimulatedDay.Person::course).collect(Collectors.toSet());
        assertThat(courses).isEqualTo(EnumSet.allOf(SimulatedDay.Course.class));
        assertThat(day.people()).anyMatch(SimulatedDay.Person::priority).anyMatch(SimulatedDay.Person::assisted);
        assertThat(day.incidents())
                .extracting(SimulatedDay.Incident::what)
                .containsExactlyInAnyOrder(SimulatedDay.Breakage.values());
    }

    @Test
    void halfADayHasAboutHalfThePeople() {
        int whole = SimulatedDay.of(3, 1).people().size();

        assertThat(whole).isBetween(90, 130);
        assertThat(SimulatedDay.of(3, 0.5).people().size()).isBetween(whole / 3, whole * 2 / 3);
    }
}
