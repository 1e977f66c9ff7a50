package motcua.server.review;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.FieldAdjusted;
import motcua.server.satisfaction.Period;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionAnswer;
import motcua.server.satisfaction.SatisfactionQuestion;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Tally;

/** The results of the clerks of one office over closed months, each compared with the level of the same fields. */
final class ClerkFigures {
    /** With fewer clerks of enough ratings one could compute the other's. */
    static final int LEAST_COMPARED = 3;

    private final Satisfaction satisfaction;

    ClerkFigures(Satisfaction satisfaction) {
        this.satisfaction = satisfaction;
    }

    /**
     * One clerk.
     *
     * @param difference empty where the clerk has fewer than 30 ratings or fewer than three clerks have 30
     */
    record One(String clerk, SatisfactionRow figures, Optional<FieldAdjusted> difference) {}

    /**
     * All clerks of an office.
     *
     * @param enough clerks with 30 ratings and more
     */
    record All(Realm realm, Period period, String mode, List<One> clerks, long enough) {
        boolean comparable() {
            return enough >= LEAST_COMPARED && !mode.equals("OPEN");
        }
    }

    /** The closed months up to today, so many. */
    static Period window(LocalDate today, int months) {
        YearMonth last = YearMonth.from(today).minusMonths(1);
        return new Period(last.minusMonths(months - 1L).atDay(1), last.atEndOfMonth());
    }

    All of(String office, Period period) {
        Set<String> offices = Set.of(office);
        Realm realm = satisfaction.realmOf(offices);
        SatisfactionAnswer total = ask(Dimension.MONTH, realm, offices, period, Optional.empty());
        String mode = Optional.ofNullable(total.total().mode()).orElse("TICKET");
        String scale = Optional.ofNullable(total.total().scale()).orElse("");
        Tally all = total.total().tally();
        Map<String, Tally> fields = new HashMap<>();
        for (SatisfactionRow row :
                ask(Dimension.FIELD, realm, offices, period, Optional.of(mode)).rows()) {
            Tally tally = row.tally();
            if (tally != null && tally.n() > 0 && tally.scale().equals(scale)) {
                fields.put(row.key(), tally);
            }
        }
        List<SatisfactionRow> rows = ask(Dimension.CLERK, realm, offices, period, Optional.of(mode)).rows().stream()
                .filter(r -> !r.key().equals(SatisfactionRow.MERGED))
                .filter(r -> r.scale() == null || scale.equals(r.scale()))
                .sorted(Comparator.comparing(SatisfactionRow::key))
                .toList();
        long enough = rows.stream().filter(r -> r.rate() != null).count();
        boolean comparable = enough >= LEAST_COMPARED && !mode.equals("OPEN") && all != null;
        Map<String, Map<String, Long>> mix = comparable ? satisfaction.mix(realm, office, period, mode) : Map.of();
        List<One> clerks = new ArrayList<>();
        for (SatisfactionRow row : rows) {
            Tally own = row.tally();
            Map<String, Long> of = mix.getOrDefault(row.key(), Map.of());
            clerks.add(new One(
                    row.key(),
                    row,
                    comparable && all != null && own != null && own.rate().isPresent() && !of.isEmpty()
                            ? Optional.of(FieldAdjusted.of(own, of, fields, all))
                            : Optional.empty()));
        }
        return new All(realm, period, mode, clerks, enough);
    }

    private SatisfactionAnswer ask(
            Dimension by, Realm realm, Set<String> offices, Period period, Optional<String> mode) {
        return satisfaction.safe(
                new SatisfactionQuestion(by, period.from(), period.to(), offices, Optional.of(realm), mode));
    }
}
