package motcua.contract.body;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service ended; if {@code windowMs} > 0 its rating window opened now, else nobody was asked.
 *
 * @param ticket the ticket that was served, absent without one
 * @param respondent absent where nobody noted it
 * @param guidance kinds of guidance given, absent where none
 * @param dossiers how many files the visit brought, absent where nobody noted it
 */
public record ServiceFinished(
        String service,
        Visit visit,
        long windowMs,
        @Nullable String ticket,
        @Nullable Respondent respondent,
        @Nullable List<Guidance> guidance,
        @Nullable Integer dossiers)
        implements RecordBody {
    public ServiceFinished {
        guidance = guidance == null ? null : List.copyOf(guidance);
        if (dossiers != null && (dossiers < 0 || dossiers > 999)) {
            throw new IllegalArgumentException("dossiers out of range: " + dossiers);
        }
    }

    /** A service without a ticket, of which nothing else was noted. */
    public static ServiceFinished plain(String service, Visit visit, long windowMs) {
        return new ServiceFinished(service, visit, windowMs, null, null, null, null);
    }

    /** The same with another window. */
    public ServiceFinished asking(long ms) {
        return new ServiceFinished(service, visit, ms, ticket, respondent, guidance, dossiers);
    }
}
