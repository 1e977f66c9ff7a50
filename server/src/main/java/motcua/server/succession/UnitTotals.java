package motcua.server.succession;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Stretch;
import motcua.server.organisation.TreeView;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.Interval;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionAnswer;
import motcua.server.satisfaction.SatisfactionQuestion;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Tally;

/** Adds up the figures of a unit over the stretches of days in which the same offices belonged to it. Safe for any thread. */
public final class UnitTotals {
    private final Satisfaction satisfaction;
    private final OrganisationStore organisation;

    /** Sums of these cells over these units. */
    public UnitTotals(Satisfaction satisfaction, OrganisationStore organisation) {
        this.satisfaction = satisfaction;
        this.organisation = organisation;
    }

    /**
     * The figures of a unit.
     *
     * @param realm empty = real if its offices have any real record
     * @param exact every cell instead of safe ones only; to be logged by the caller
     */
    public UnitTotal total(
            String unit, LocalDate from, LocalDate to, TreeView view, Optional<Realm> realm, boolean exact) {
        List<Stretch> stretches = organisation.stretches(unit, from, to, view, satisfaction.today());
        Set<String> offices = stretches.stream()
                .flatMap(stretch -> stretch.offices().stream())
                .collect(Collectors.toSet());
        Realm only = realm.orElseGet(() -> satisfaction.realmOf(offices));
        Map<List<String>, List<SatisfactionRow>> rows =
                new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        for (Stretch stretch : Stretch.byOffice(stretches)) {
            SatisfactionQuestion question = new SatisfactionQuestion(
                    Dimension.OFFICE,
                    stretch.from(),
                    stretch.to(),
                    stretch.offices(),
                    Optional.of(only),
                    Optional.empty());
            SatisfactionAnswer answer = exact ? satisfaction.exact(question) : satisfaction.safe(question);
            for (SatisfactionRow row : answer.totals()) {
                rows.computeIfAbsent(
                                List.of(
                                        Objects.requireNonNullElse(row.mode(), ""),
                                        Objects.requireNonNullElse(row.scale(), "")),
                                key -> new ArrayList<>())
                        .add(row);
            }
        }
        List<UnitTotal.Sum> sums = new ArrayList<>();
        rows.forEach((key, same) -> sums.add(sum(key.get(0), key.get(1), same)));
        return new UnitTotal(
                unit,
                organisation
                        .units()
                        .name(
                                unit,
                                view == TreeView.TODAY ? satisfaction.today().toString() : to.toString()),
                view.param(),
                from,
                to,
                stretches.stream()
                        .map(stretch -> new UnitTotal.Part(
                                stretch.from(),
                                stretch.to(),
                                stretch.offices().stream()
                                        .filter(office -> !office.isEmpty())
                                        .sorted()
                                        .toList()))
                        .toList(),
                sums);
    }

    private static UnitTotal.Sum sum(String mode, String scale, Collection<SatisfactionRow> rows) {
        long served = 0;
        long rated = 0;
        Optional<Tally> tally = Optional.empty();
        for (SatisfactionRow row : rows) {
            served += Objects.requireNonNullElse(row.served(), 0L);
            rated += Objects.requireNonNullElse(row.rated(), 0L);
            Tally one = row.tally();
            if (one != null) {
                tally = Optional.of(tally.map(all -> all.plus(one)).orElse(one));
            }
        }
        Optional<Interval> interval = tally.flatMap(Tally::interval);
        return new UnitTotal.Sum(
                mode,
                scale,
                served,
                rated,
                tally.map(Tally::n).orElse(null),
                tally.map(Tally::satisfied).orElse(null),
                tally.flatMap(Tally::rate).orElse(null),
                interval.map(Interval::low).orElse(null),
                interval.map(Interval::high).orElse(null));
    }
}
