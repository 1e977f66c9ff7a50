package motcua.server.review;

import static motcua.server.language.Language.say;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Period;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Sentence;
import motcua.server.satisfaction.Tally;

/**
 * The figures of one counter or one procedure of a unit.
 *
 * @param of the page of the whole unit
 * @param by which of the two
 * @param key counter number or procedure code
 * @param name of the counter or procedure
 * @param row its row, of the period or of twelve months
 * @param previous the same in the period before, where {@code row} is that of a closed period
 * @param months twelve months
 */
record PartData(
        ReviewData of,
        PartKind by,
        String key,
        String name,
        SatisfactionRow row,
        Optional<Tally> previous,
        List<MonthsPlot.Month> months) {

    /** Whether the figures are those of twelve months, as the period has too few. */
    boolean yearly() {
        return of.yearly().contains(row);
    }

    /** The days behind the figures. */
    Period window() {
        ReviewPeriod period = of.choice().period();
        return yearly() ? of.year() : new Period(period.from(), period.to());
    }

    /** What the figures say in one sentence. */
    Sentence.Parts sentence() {
        long served = ReviewRoutes.orZero(row.served());
        YearMonth first = YearMonth.from(window().from());
        return Sentence.of(
                yearly()
                        ? say("12 tháng từ ", "12 months from ") + first.getMonthValue() + "/" + first.getYear()
                        : of.choice().period().name(),
                name + ", " + of.choice().unitName(),
                served == 0 ? Optional.empty() : Optional.of(served),
                ReviewRoutes.orZero(row.rated()),
                of.hasResponse(),
                Optional.ofNullable(row.tally()).filter(t -> t.n() > 0),
                of.choice().period().previous().nameInside(),
                yearly() ? Optional.empty() : previous);
    }

    /** From when to when, in words. */
    String days() {
        return say("Từ ", "From ")
                + Figures.day(window().from())
                + say(" đến ", " to ")
                + Figures.day(window().to())
                + (yearly()
                        ? say(
                                "; kỳ đã chọn có dưới 30 đánh giá nên tính 12 tháng",
                                "; the period picked has fewer than 30 ratings, so twelve months are shown")
                        : "");
    }

    /** The unit's page with this part's name, figures and months in place of the unit's. */
    ReviewData asUnit() {
        ReviewData.Choice c = of.choice();
        ReviewData.Choice named = new ReviewData.Choice(
                c.account(),
                c.units(),
                c.unit(),
                name,
                c.single(),
                c.periods(),
                c.period(),
                c.today(),
                c.modes(),
                c.mode(),
                c.realms(),
                c.realm(),
                c.exact());
        return new ReviewData(
                named,
                row,
                previous,
                of.offices(),
                of.counters(),
                List.of(),
                of.procedures(),
                of.fields(),
                of.reasons(),
                months,
                of.hours(),
                of.ratedHours(),
                of.hoursName(),
                of.today(),
                of.undated(),
                of.late(),
                of.officeNames(),
                of.names(),
                of.year(),
                of.yearly(),
                () -> of.times().get().stream()
                        .filter(times -> by == PartKind.COUNTER
                                && Integer.toString(times.counter()).equals(key))
                        .toList());
    }
}
