package motcua.server.review;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import motcua.server.access.Account;
import motcua.server.organisation.OrgUnit;
import motcua.server.satisfaction.Period;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Sentence;
import motcua.server.satisfaction.ServiceTimes;
import motcua.server.satisfaction.Tally;

/**
 * All figures of one page of results, already cut to what the asker may see.
 *
 * @param year twelve months, the window of the rows in {@code yearly}
 * @param times of the counters, where the unit is one office; read when asked for, as most of what is made of this shows none
 * @param yearly rows of counters, clerks and procedures that have too few ratings in the period
 */
record ReviewData(
        Choice choice,
        SatisfactionRow total,
        Optional<Tally> previous,
        List<SatisfactionRow> offices,
        List<SatisfactionRow> counters,
        List<SatisfactionRow> clerks,
        List<SatisfactionRow> procedures,
        List<SatisfactionRow> fields,
        List<SatisfactionRow> reasons,
        List<MonthsPlot.Month> months,
        Map<String, Tally> hours,
        Set<String> ratedHours,
        String hoursName,
        SatisfactionRow today,
        long undated,
        long late,
        Map<String, String> officeNames,
        NameQueries.Names names,
        Period year,
        Set<SatisfactionRow> yearly,
        Supplier<List<ServiceTimes.OfCounter>> times) {

    /** The office, where the page is about one. */
    String onlyOffice() {
        return officeNames.keySet().stream().findFirst().orElse("");
    }

    /**
     * What was picked and what else could be.
     *
     * @param unit id, empty = everything the account sees
     * @param single whether the unit is one office
     * @param exact whether the asker sees every cell
     */
    record Choice(
            Account account,
            List<OrgUnit> units,
            String unit,
            String unitName,
            boolean single,
            List<ReviewPeriod> periods,
            ReviewPeriod period,
            LocalDate today,
            List<String> modes,
            String mode,
            List<Realm> realms,
            Realm realm,
            boolean exact) {

        /** Whether the period is over. */
        boolean closed() {
            return period.isClosed(today);
        }

        /** The address of the page with another period, mode or realm. */
        String link(String path, String withMode, Realm withRealm) {
            return path + "?dv=" + encode(unit) + "&ky=" + period.key() + "&cd=" + withMode + "&nguon="
                    + withRealm.param();
        }

        static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }

    /** What the figures say in one sentence. */
    Sentence.Parts sentence() {
        long served = ReviewRoutes.orZero(total.served());
        return Sentence.of(
                choice.period().name(),
                choice.unitName(),
                served == 0 ? Optional.empty() : Optional.of(served),
                ReviewRoutes.orZero(total.rated()),
                hasResponse(),
                Optional.ofNullable(total.tally()).filter(t -> t.n() > 0),
                choice.period().previous().nameInside(),
                choice.closed() ? previous : Optional.empty());
    }

    /** Whether rows have a response rate in this mode. */
    boolean hasResponse() {
        return !choice.mode.equals("OPEN");
    }
}
