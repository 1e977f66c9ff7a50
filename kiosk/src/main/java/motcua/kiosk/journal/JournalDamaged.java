package motcua.kiosk.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The journal's file does not hold what was written into it. The message names the first wrong thing found. */
public final class JournalDamaged extends IOException {
    private static final long serialVersionUID = 1L;

    JournalDamaged(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
