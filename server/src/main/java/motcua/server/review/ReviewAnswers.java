package motcua.server.review;

import static motcua.server.language.Language.say;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.Period;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionAnswer;
import motcua.server.satisfaction.SatisfactionQuestion;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.ServiceTimes;
import motcua.server.satisfaction.Tally;
import motcua.server.storage.Database;
import org.jspecify.annotations.Nullable;

/** Asks for everything a page of results tells, already cut to what the asker may see. */
final class ReviewAnswers {
    private final Satisfaction satisfaction;
    private final OrganisationStore organisation;
    private final NameQueries names;
    private final ServiceTimes times;

    ReviewAnswers(Satisfaction satisfaction, OrganisationStore organisation, Database database) {
        this.satisfaction = satisfaction;
        this.organisation = organisation;
        this.names = new NameQueries(database);
        this.times = new ServiceTimes(database);
    }

    /** What the address asks for; null = not said. */
    record Asked(
            @Nullable String unit,
            @Nullable String period,
            @Nullable String mode,
            @Nullable String realm) {}

    /** The realm asked for, or the one these offices have. */
    Realm realm(@Nullable String asked, Set<String> offices) {
        return Optional.ofNullable(asked).flatMap(Realm::ofParam).orElseGet(() -> satisfaction.realmOf(offices));
    }

    /** Everything one page of results tells this account. */
    ReviewData of(Account account, Asked asked) {
        LocalDate today = satisfaction.today();
        OrganisationStore.Tree tree = organisation.tree(today.toString());
        List<OrgUnit> units = tree.under(account.unit());
        String unit = Optional.ofNullable(asked.unit).orElse(account.unit());
        Set<String> offices = SatisfactionRoutes.offices(organisation, account, unit, today);
        Realm realm = realm(asked.realm, offices);
        Optional<Period> extent = satisfaction.extent(realm, offices);
        ReviewPeriod period = Optional.ofNullable(asked.period)
                .flatMap(ReviewPeriod::ofKey)
                .orElseGet(() -> ReviewPeriod.best(extent, today));
        boolean exact = account.role() == Role.AUDITOR;
        Period days = new Period(period.from(), period.to());
        SatisfactionAnswer byOffice = ask(Dimension.OFFICE, days, offices, realm, Optional.empty(), exact);
        List<String> modes = byOffice.totals().stream()
                .map(r -> orEmpty(r.mode()))
                .distinct()
                .toList();
        String mode = Optional.ofNullable(asked.mode)
                .filter(modes::contains)
                .orElse(modes.isEmpty() ? "VISIT" : modes.get(0));
        List<OrgUnit> known =
                units.stream().filter(u -> offices.contains(u.id())).toList();
        boolean single = known.size() <= 1;
        String unitName = tree.unit(unit)
                .map(OrgUnit::name)
                .orElseGet(() ->
                        single && !known.isEmpty() ? known.get(0).name() : known.size() + say(" đơn vị", " units"));
        ReviewData.Choice choice = new ReviewData.Choice(
                account,
                units,
                unit,
                unitName,
                single,
                ReviewPeriod.choices(extent, today),
                period,
                today,
                modes,
                mode,
                Arrays.stream(Realm.values())
                        .filter(r -> r == realm || satisfaction.has(r, offices))
                        .toList(),
                realm,
                exact);
        boolean clerks = account.role().seesClerks() && single && !mode.equals("OPEN");
        return gather(choice, byOffice, offices, days, clerks, today, known);
    }

    private ReviewData gather(
            ReviewData.Choice choice,
            SatisfactionAnswer byOffice,
            Set<String> offices,
            Period days,
            boolean clerks,
            LocalDate today,
            List<OrgUnit> known) {
        Optional<String> mode = Optional.of(choice.mode());
        Realm realm = choice.realm();
        boolean exact = choice.exact();
        ReviewPeriod before = choice.period().previous();
        Optional<Tally> previous = choice.closed()
                ? Optional.ofNullable(total(
                                ask(
                                        Dimension.MONTH,
                                        new Period(before.from(), before.to()),
                                        offices,
                                        realm,
                                        mode,
                                        exact),
                                choice.mode())
                        .tally())
                : Optional.empty();
        ReviewPeriod quarter = quarterOf(choice.period(), today);
        SatisfactionAnswer hours =
                ask(Dimension.HOUR, new Period(quarter.from(), quarter.to()), offices, realm, mode, exact);
        Map<String, Tally> shownHours = new HashMap<>();
        Set<String> ratedHours = new HashSet<>();
        for (SatisfactionRow row : hours.rows()) {
            if (row.key().equals(SatisfactionRow.MERGED)) {
                continue;
            }
            if (ReviewRoutes.orZero(row.rated()) > 0) {
                ratedHours.add(row.key());
            }
            Tally tally = row.tally();
            if (tally != null && tally.n() > 0) {
                shownHours.merge(row.key(), tally, (a, b) -> a.scale().equals(b.scale()) ? a.plus(b) : a);
            }
        }
        Map<String, String> officeNames = new HashMap<>();
        known.forEach(u -> officeNames.put(u.id(), u.name()));
        Period year = year(choice.period(), today);
        Set<SatisfactionRow> yearly = new HashSet<>();
        List<SatisfactionRow> counters =
                choice.single() ? orYear(Dimension.COUNTER, choice, days, year, offices, mode, yearly) : List.of();
        List<SatisfactionRow> clerkRows =
                clerks ? orYear(Dimension.CLERK, choice, days, year, offices, mode, yearly) : List.of();
        List<SatisfactionRow> procedures = orYear(Dimension.PROCEDURE, choice, days, year, offices, mode, yearly);
        return new ReviewData(
                choice,
                total(byOffice, choice.mode()),
                previous,
                choice.single() ? List.of() : ofMode(byOffice, choice.mode()),
                counters,
                clerkRows,
                procedures,
                ask(Dimension.FIELD, days, offices, realm, mode, exact).rows(),
                visibleReasons(
                        ask(Dimension.REASON, days, offices, realm, mode, exact).rows(),
                        new Scope(organisation.tree(today.toString()), choice.account()).isAboveHeads(offices)),
                months(choice, offices, mode, today),
                shownHours,
                ratedHours,
                quarter.name(),
                total(ask(Dimension.OFFICE, new Period(today, today), offices, realm, mode, false), choice.mode()),
                byOffice.undated(),
                byOffice.late(),
                officeNames,
                names.names(offices),
                year,
                yearly,
                () -> choice.single() && !choice.mode().equals("OPEN") && !known.isEmpty()
                        ? times.of(realm, known.get(0).id(), choice.mode(), days.from(), upTo(days, today))
                        : List.of());
    }

    /** Days that are over: somebody in the room could tell today's services by their times. */
    private static LocalDate upTo(Period days, LocalDate today) {
        return days.to().isBefore(today) ? days.to() : today.minusDays(1);
    }

    /** Twelve months up to the last one of the period that is over. */
    private static Period year(ReviewPeriod period, LocalDate today) {
        YearMonth last = YearMonth.from(period.to());
        while (!last.atEndOfMonth().isBefore(today)) {
            last = last.minusMonths(1);
        }
        return new Period(last.minusMonths(11).atDay(1), last.atEndOfMonth());
    }

    /** Rows of the period; where one has fewer than 30 ratings, that of twelve months, if that has them. */
    private List<SatisfactionRow> orYear(
            Dimension by,
            ReviewData.Choice choice,
            Period days,
            Period year,
            Set<String> offices,
            Optional<String> mode,
            Set<SatisfactionRow> yearly) {
        List<SatisfactionRow> rows =
                ask(by, days, offices, choice.realm(), mode, choice.exact()).rows();
        if (choice.exact()
                || rows.stream().allMatch(r -> r.rate() != null || r.key().equals(SatisfactionRow.MERGED))) {
            return rows;
        }
        Map<List<String>, SatisfactionRow> long12 = new HashMap<>();
        for (SatisfactionRow row :
                ask(by, year, offices, choice.realm(), mode, false).rows()) {
            if (row.rate() != null) {
                long12.merge(
                        List.of(row.key(), orEmpty(row.office())),
                        row,
                        (a, b) -> ReviewRoutes.orZero(a.valid()) >= ReviewRoutes.orZero(b.valid()) ? a : b);
            }
        }
        List<SatisfactionRow> all = new ArrayList<>();
        for (SatisfactionRow row : rows) {
            SatisfactionRow other = long12.get(List.of(row.key(), orEmpty(row.office())));
            if (row.rate() == null
                    && other != null
                    && !row.key().equals(SatisfactionRow.MERGED)
                    && (row.scale() == null || row.scale().equals(other.scale()))) {
                yearly.add(other);
                all.add(other);
            } else {
                all.add(row);
            }
        }
        return all;
    }

    private static List<SatisfactionRow> ofMode(SatisfactionAnswer answer, String mode) {
        return answer.rows().stream().filter(r -> mode.equals(r.mode())).toList();
    }

    /**
     * Harassment goes only above the commune: neither its head nor its onlookers nor whoever checks from inside are told that
     * somebody was named by it.
     *
     * @param above whether who asks stands above the heads of all offices that the rows are of
     */
    static List<SatisfactionRow> visibleReasons(List<SatisfactionRow> rows, boolean above) {
        return rows.stream()
                .filter(r -> above || !r.key().equals(Reasons.CONFIDENTIAL))
                .toList();
    }

    /** Hours are told by quarter: the one picked or the last one that was over at the end of the period. */
    private static ReviewPeriod quarterOf(ReviewPeriod period, LocalDate today) {
        if (period.isQuarter()) {
            return period;
        }
        YearMonth month = YearMonth.from(period.from());
        ReviewPeriod quarter = ReviewPeriod.quarter(month.getYear(), (month.getMonthValue() + 2) / 3);
        return quarter.isClosed(today) ? quarter : quarter.previous();
    }

    private List<MonthsPlot.Month> months(
            ReviewData.Choice choice, Set<String> offices, Optional<String> mode, LocalDate today) {
        YearMonth last = YearMonth.from(choice.period().to());
        YearMonth first = last.minusMonths(11);
        SatisfactionAnswer answer = ask(
                Dimension.MONTH,
                new Period(first.atDay(1), last.atEndOfMonth()),
                offices,
                choice.realm(),
                mode,
                choice.exact());
        Map<String, Tally> tallies = new HashMap<>();
        for (SatisfactionRow row : answer.rows()) {
            Tally tally = row.tally();
            if (tally != null && tally.n() > 0) {
                tallies.merge(row.key(), tally, (a, b) -> a.n() >= b.n() ? a : b);
            }
        }
        if (!choice.exact() && !last.atEndOfMonth().isBefore(today)) {
            // The month that runs: the days of it that may be told.
            Tally running = total(
                            ask(
                                    Dimension.DAY,
                                    new Period(last.atDay(1), last.atEndOfMonth()),
                                    offices,
                                    choice.realm(),
                                    mode,
                                    false),
                            choice.mode())
                    .tally();
            if (running != null && running.n() > 0) {
                tallies.put(last.toString(), running);
            }
        }
        List<MonthsPlot.Month> months = new ArrayList<>();
        for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            months.add(new MonthsPlot.Month(
                    month,
                    Optional.ofNullable(tallies.get(month.toString())),
                    !month.atEndOfMonth().isBefore(today)));
        }
        return months;
    }

    SatisfactionAnswer ask(
            Dimension by, Period days, Set<String> offices, Realm realm, Optional<String> mode, boolean exact) {
        SatisfactionQuestion question =
                new SatisfactionQuestion(by, days.from(), days.to(), offices, Optional.of(realm), mode);
        return exact ? satisfaction.exact(question) : satisfaction.safe(question);
    }

    static SatisfactionRow total(SatisfactionAnswer answer, String mode) {
        return answer.totals().stream()
                .filter(r -> mode.isEmpty() || mode.equals(r.mode()))
                .max(Comparator.comparingLong(r -> ReviewRoutes.orZero(r.valid())))
                .orElse(SatisfactionRow.NOTHING);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
