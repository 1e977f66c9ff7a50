package motcua.server.scales;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import motcua.contract.scale.Scale;

/**
 * Scales by their key: the standard ones, and those read from a database so far. A key stands for one content everywhere and
 * for ever, so one table serves the whole process. Safe for any thread.
 */
public final class KnownScales {
    private static final Map<String, Scale> READ = new ConcurrentHashMap<>();

    private KnownScales() {}

    /** The scale of a key; empty if its settings have not come yet. */
    public static Optional<Scale> of(String key) {
        Optional<Scale> standard = Scale.standard(key);
        return standard.isPresent() ? standard : Optional.ofNullable(READ.get(key));
    }

    static void learn(Scale scale) {
        READ.put(scale.key(), scale);
    }
}
