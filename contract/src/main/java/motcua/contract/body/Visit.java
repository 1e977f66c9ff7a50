package motcua.contract.body;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a service that is counted, so that one record is enough to count it.
 *
 * @param clerk id, absent where nobody was signed in
 * @param field code of the subject field, absent where unknown
 * @param procedures codes, each once, possibly none
 * @param scale key of the scale the service is rated on
 * @param waitMs waiting time, absent without a ticket
 * @param serviceMs service time, absent where the start is unknown
 */
public record Visit(
        int counter,
        @Nullable String clerk,
        @Nullable String session,
        Mode mode,
        Kind kind,
        @Nullable String field,
        List<String> procedures,
        String scale,
        @Nullable Long waitMs,
        @Nullable Long serviceMs) {
    public Visit {
        if (counter < 1) {
            throw new IllegalArgumentException("counter is below 1: " + counter);
        }
        procedures = List.copyOf(procedures);
        if (Set.copyOf(procedures).size() < procedures.size()) {
            throw new IllegalArgumentException("a procedure is named twice: " + procedures);
        }
        if ((waitMs != null && waitMs < 0) || (serviceMs != null && serviceMs < 0)) {
            throw new IllegalArgumentException("a time is negative: wait " + waitMs + ", service " + serviceMs);
        }
    }

    /** The same visit, rated on the scale of that key. */
    public Visit ratedOn(String key) {
        return key.equals(scale)
                ? this
                : new Visit(counter, clerk, session, mode, kind, field, procedures, key, waitMs, serviceMs);
    }
}
