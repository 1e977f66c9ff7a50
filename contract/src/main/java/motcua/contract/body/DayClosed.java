package motcua.contract.body;

import org.jspecify.annotations.Nullable;

/**
 * What a business day came to, when it was closed: {@code issued} is the sum of all others but {@code practising}.
 *
 * @param day yyyy-MM-dd, absent while the kiosk has never known one
 * @param unserved tickets that still waited
 * @param practising tickets taken while practising, in none of the others
 */
public record DayClosed(
        @Nullable String day,
        int issued,
        int rated,
        int notRated,
        int notAsked,
        int deviceDown,
        int noShow,
        int left,
        int unserved,
        int practising)
        implements RecordBody {}
