package motcua.kiosk.journal;

import java.io.IOException;
import java.nio.file.Path;

/** Another process has the journal open. */
public final class JournalInUse extends IOException {
    private static final long serialVersionUID = 1L;

    JournalInUse(Path dir) {
        super("the journal in " + dir + " is in use by another process; stop the kiosk that runs on this folder first"
                + " (systemctl stop motcua-kiosk)");
    }
}
