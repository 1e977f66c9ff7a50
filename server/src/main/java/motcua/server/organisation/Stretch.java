package motcua.server.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Days in a row in which the same offices belonged to a unit.
 *
 * @param to last day, included
 */
public record Stretch(LocalDate from, LocalDate to, Set<String> offices) {
    public Stretch {
        offices = Set.copyOf(offices);
    }

    private record Days(LocalDate from, LocalDate to) {}

    /**
     * The same days of the same offices, but each office's days in a row in one stretch: what another office does cuts no month
     * of those that stay. Such stretches may lie side by side; no office is in two of them on one day.
     *
     * @param stretches in order of their days
     */
    public static List<Stretch> byOffice(Collection<Stretch> stretches) {
        Map<String, List<Days>> days = new TreeMap<>();
        for (Stretch each : stretches) {
            for (String office : each.offices) {
                List<Days> known = days.computeIfAbsent(office, o -> new ArrayList<>());
                int last = known.size() - 1;
                if (last >= 0 && known.get(last).to.plusDays(1).equals(each.from)) {
                    known.set(last, new Days(known.get(last).from, each.to));
                } else {
                    known.add(new Days(each.from, each.to));
                }
            }
        }
        Map<String, Stretch> byDays = new TreeMap<>();
        days.forEach((office, all) -> all.forEach(one ->
                byDays.merge(one.from + " " + one.to, new Stretch(one.from, one.to, Set.of(office)), Stretch::and)));
        return List.copyOf(byDays.values());
    }

    private Stretch and(Stretch other) {
        Set<String> both = new TreeSet<>(offices);
        both.addAll(other.offices);
        return new Stretch(from, to, both);
    }
}
