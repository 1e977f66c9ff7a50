package motcua.server.satisfaction;

import java.util.Locale;
import java.util.Optional;

/** Where a record comes from. Realms are never summed. */
public enum Realm {
    REAL,
    PRACTICE,
    SIMULATED;

    /** The name in {@code realm=}. */
    public String param() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The realm of {@code realm=}. */
    public static Optional<Realm> ofParam(String param) {
        for (Realm realm : values()) {
            if (realm.param().equals(param)) {
                return Optional.of(realm);
            }
        }
        return Optional.empty();
    }
}
