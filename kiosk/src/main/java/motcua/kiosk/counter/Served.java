package motcua.kiosk.counter;

import java.util.List;
import motcua.contract.body.Guidance;
import motcua.contract.body.Kind;
import motcua.contract.body.Respondent;
import org.jspecify.annotations.Nullable;

/**
 * What a visit was about, as the clerk noted it.
 *
 * @param field subject field, absent where unknown
 * @param procedures codes, possibly none
 * @param respondent absent where not noted
 * @param dossiers how many files, absent where not noted
 */
public record Served(
        Kind kind,
        @Nullable String field,
        List<String> procedures,
        @Nullable Respondent respondent,
        List<Guidance> guidance,
        @Nullable Integer dossiers) {
    /** Nothing was noted. */
    public static final Served UNKNOWN = about(Kind.PROCEDURE, null, List.of());

    public Served {
        procedures = List.copyOf(procedures);
        guidance = List.copyOf(guidance);
    }

    public static Served about(Kind kind, @Nullable String field, List<String> procedures) {
        return new Served(kind, field, procedures, null, List.of(), null);
    }
}
