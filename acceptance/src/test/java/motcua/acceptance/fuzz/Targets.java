package motcua.acceptance.fuzz;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import motcua.bridge.serial.PadLineTarget;

/** The targets by the names of their folders under {@code acceptance/fuzz/corpus}. */
final class Targets {
    /** Opens a target. */
    interface Opening {
        Target open() throws IOException;
    }

    static final Map<String, Opening> ALL = new TreeMap<>(Map.of(
            "pad-line", PadLineTarget::new,
            "wire", WireTarget::open,
            "export", ExportTarget::open,
            "office-files", OfficeFilesTarget::open,
            "kiosk-http", KioskHttpTarget::open,
            "server-http", ServerHttpTarget::open));

    private Targets() {}

    static Target open(String name) throws IOException {
        Opening opening = ALL.get(name);
        if (opening == null) {
            throw new IllegalArgumentException("no target " + name + "; there are " + ALL.keySet());
        }
        return opening.open();
    }
}
