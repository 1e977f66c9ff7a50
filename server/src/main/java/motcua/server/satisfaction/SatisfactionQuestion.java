package motcua.server.satisfaction;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked.
 *
 * @param offices the offices of the unit asked for, already cut to what the asker may see
 * @param realm empty = real if these offices have any real record, else simulated
 * @param mode empty = all modes, each in rows of its own
 */
public record SatisfactionQuestion(
        Dimension by, LocalDate from, LocalDate to, Set<String> offices, Optional<Realm> realm, Optional<String> mode) {
    public SatisfactionQuestion {
        offices = Set.copyOf(offices);
    }

    /** The same about another period. */
    SatisfactionQuestion within(Period period) {
        return new SatisfactionQuestion(by, period.from(), period.to(), offices, realm, mode);
    }
}
