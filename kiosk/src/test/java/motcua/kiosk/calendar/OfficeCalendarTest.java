package motcua.kiosk.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import motcua.contract.settings.OfficeHours;
import motcua.contract.settings.OfficeHours.ReceptionDay;
import motcua.contract.settings.OfficeHours.SpecialDay;
import motcua.contract.settings.OfficeHours.Stretch;
import motcua.contract.settings.OfficeHours.Weekday;
import motcua.kiosk.calendar.Opening.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfficeCalendarTest {
    private static final List<Stretch> NORMAL = List.of(new Stretch("07:30", "11:30"), new Stretch("13:30", "17:00"));

    /** Tết 2026: Monday 16 to Friday 20 February off; Saturday 28 February is worked for it. */
    private static final OfficeCalendar TET = OfficeCalendar.of(new OfficeHours(
            OfficeHours.USUAL.weekly(),
            List.of(
                    new SpecialDay("2026-02-16", "Tết Nguyên đán", List.of()),
                    new SpecialDay("2026-02-17", "Tết Nguyên đán", List.of()),
                    new SpecialDay("2026-02-18", "Tết Nguyên đán", List.of()),
                    new SpecialDay("2026-02-19", "Tết Nguyên đán", List.of()),
                    new SpecialDay("2026-02-20", "Tết Nguyên đán", List.of()),
                    new SpecialDay("2026-02-28", "Làm bù Tết Nguyên đán", NORMAL)),
            List.of(new ReceptionDay(10, "tiep-cong-dan"), new ReceptionDay(20, "tiep-cong-dan")),
            30));

    private static Opening at(String moment) {
        return TET.at(LocalDateTime.parse(moment));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-03T06:59:59, BEFORE, false",
        "2026-03-03T07:00, BEFORE, true",
        "2026-03-03T07:29:59, BEFORE, true",
        "2026-03-03T07:30, OPEN, true",
        "2026-03-03T11:29:59, OPEN, true",
        "2026-03-03T11:30, LUNCH, false",
        "2026-03-03T12:59:59, LUNCH, false",
        "2026-03-03T13:00, LUNCH, true",
        "2026-03-03T13:30, OPEN, true",
        "2026-03-03T16:59:59, OPEN, true",
        "2026-03-03T17:00, AFTER, false",
        "2026-03-07T09:00, CLOSED_DAY, false",
    })
    void eachEdgeOfADayBelongsToTheStretchThatBeginsThere(String moment, State state, boolean tickets) {
        Opening opening = at(moment);

        assertThat(opening.state()).isEqualTo(state);
        assertThat(opening.open()).isEqualTo(state == State.OPEN);
        assertThat(opening.tickets()).isEqualTo(tickets);
    }

    @Test
    void scenario17LunchIsNamedByItsBeginningAndEnd() {
        Opening lunch = at("2026-03-03T12:00");

        assertThat(lunch.since()).isEqualTo("2026-03-03T11:30");
        assertThat(lunch.from()).isEqualTo("2026-03-03T13:30");
        assertThat(lunch.to()).isEqualTo("2026-03-03T17:00");
    }

    @Test
    void scenario35AtTetTheOfficeIsClosedAndSaysWhyAndUntilWhen() {
        Opening tet = at("2026-02-17T09:00");

        assertThat(tet.state()).isEqualTo(State.CLOSED_DAY);
        assertThat(tet.name()).isEqualTo("Tết Nguyên đán");
        assertThat(tet.from()).isEqualTo("2026-02-23T07:30");
        assertThat(tet.tickets()).isFalse();
        assertThat(at("2026-02-13T17:00").from()).isEqualTo("2026-02-23T07:30");
    }

    @Test
    void scenario35ASaturdayWorkedInsteadIsOpenAndAnotherIsNot() {
        assertThat(at("2026-02-28T09:00").state()).isEqualTo(State.OPEN);
        assertThat(at("2026-02-28T09:00").name()).isEqualTo("Làm bù Tết Nguyên đán");
        assertThat(at("2026-02-21T09:00").state()).isEqualTo(State.CLOSED_DAY);
        assertThat(at("2026-02-21T09:00").name()).isNull();
        assertThat(at("2026-02-27T18:00").from()).isEqualTo("2026-02-28T07:30");
    }

    @Test
    void aWaitSkipsLunchNightsAndHolidays() {
        LocalDateTime beforeLunch = LocalDateTime.parse("2026-03-03T11:20");
        assertThat(TET.after(beforeLunch, Duration.ofMinutes(10))).contains(LocalDateTime.parse("2026-03-03T11:30"));
        assertThat(TET.after(beforeLunch, Duration.ofMinutes(25))).contains(LocalDateTime.parse("2026-03-03T13:45"));
        assertThat(TET.after(LocalDateTime.parse("2026-02-13T16:50"), Duration.ofMinutes(20)))
                .contains(LocalDateTime.parse("2026-02-23T07:40"));
    }

    @Test
    void scenario37AReceptionDayOnAClosedDayMovesToTheNextWorkingDay() {
        assertThat(TET.receptionDay(LocalDate.parse("2026-03-10"))).contains("tiep-cong-dan");
        assertThat(TET.receptionDay(LocalDate.parse("2026-03-11"))).isEmpty();
        assertThat(TET.receptionDay(LocalDate.parse("2026-02-20"))).isEmpty();
        assertThat(TET.receptionDay(LocalDate.parse("2026-02-23"))).contains("tiep-cong-dan");
        assertThat(TET.receptionDay(LocalDate.parse("2026-02-24"))).isEmpty();
    }

    @Test
    void onAnUntrustedClockNobodyIsSentAway() {
        Opening in1970 = TET.at(0, false);

        assertThat(in1970.open()).isTrue();
        assertThat(in1970.tickets()).isTrue();
        assertThat(in1970.from()).isNull();
        assertThat(TET.at(0, true).from()).isNotNull();
    }

    @Test
    void theDayIsTheOneOfVietNam() {
        assertThat(OfficeCalendar.local(1_772_470_800_000L)).isEqualTo("2026-03-03T00:00");
    }

    @Test
    void anOfficeThatNeverOpensHasNoNextOpening() {
        Opening never = OfficeCalendar.of(new OfficeHours(List.of(), List.of(), List.of(), 30))
                .at(LocalDateTime.parse("2026-03-03T09:00"));

        assertThat(never.state()).isEqualTo(State.CLOSED_DAY);
        assertThat(never.from()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7:30", "24:00", "11:30–", ""})
    void aTimeThatIsNoneIsRefused(String from) {
        OfficeHours hours =
                new OfficeHours(List.of(new Weekday(1, List.of(new Stretch(from, "17:00")))), List.of(), List.of(), 0);

        assertThatThrownBy(() -> OfficeCalendar.of(hours))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("07:30");
    }

    @Test
    void stretchesThatOverlapAndDaysGivenTwiceAreRefused() {
        OfficeHours overlap = new OfficeHours(
                List.of(new Weekday(1, List.of(new Stretch("07:30", "11:30"), new Stretch("11:00", "17:00")))),
                List.of(),
                List.of(),
                0);
        OfficeHours twice = new OfficeHours(
                OfficeHours.USUAL.weekly(),
                List.of(
                        new SpecialDay("2026-09-02", "Quốc khánh", List.of()),
                        new SpecialDay("2026-09-02", "Quốc khánh", List.of())),
                List.of(),
                0);
        OfficeHours noDay = new OfficeHours(
                OfficeHours.USUAL.weekly(), List.of(new SpecialDay("2026-02-30", "?", List.of())), List.of(), 0);

        assertThatThrownBy(() -> OfficeCalendar.of(overlap)).hasMessageContaining("không đúng thứ tự");
        assertThatThrownBy(() -> OfficeCalendar.of(twice)).hasMessageContaining("có hai lần");
        assertThatThrownBy(() -> OfficeCalendar.of(noDay)).hasMessageContaining("Không có ngày");
    }
}
