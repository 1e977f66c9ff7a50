package motcua.kiosk.counter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import motcua.contract.body.SettingsApplied;
import motcua.contract.scale.Scale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scales that the journal's settings brought, the newest in force. Not safe for several threads. */
final class ScalesOfOffice {
    private static final Logger LOG = LoggerFactory.getLogger(ScalesOfOffice.class);

    private final Map<String, Scale> own = new LinkedHashMap<>();
    private @Nullable Scale now;

    /**
     * Takes in settings.
     *
     * @return their scale; null where neither the record, an earlier one nor this program knows it. The kiosk starts all the same,
     *     with dark keys, and the office can be given another scale.
     */
    @Nullable
    Scale apply(SettingsApplied settings) {
        now = settings.ratedOn().orElse(own.get(settings.scale()));
        if (now == null) {
            LOG.error(
                    "nobody here knows the scale {}: nothing can be rated until another one is chosen",
                    settings.scale());
        } else if (Scale.standard(now.key()).isEmpty()) {
            own.put(now.key(), now);
        }
        return now;
    }

    @Nullable
    Scale now() {
        return now;
    }

    List<Scale> own() {
        return List.copyOf(own.values());
    }
}
