package motcua.server.organisation;

import java.time.LocalDate;
import java.util.Set;

/**
 * Days in a row in which the same offices belonged to a unit.
 *
 * @param to last day, included
 */
public record Stretch(LocalDate from, LocalDate to, Set<String> offices) {
    public Stretch {
        offices = Set.copyOf(offices);
    }
}
