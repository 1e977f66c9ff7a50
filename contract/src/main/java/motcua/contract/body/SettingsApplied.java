package motcua.contract.body;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force from here on, without secrets. {@code version} rises by 1 with each change on the kiosk.
 *
 * @param origin {@code LOCAL} (set up on the kiosk) or {@code SERVER} (signed settings)
 * @param windowMs length of a rating window in milliseconds, 30 000 to 300 000
 * @param scale id of the scale with its version, see {@code motcua.contract.scale.Scale#key}
 */
public record SettingsApplied(
        long version,
        String origin,
        Office office,
        List<Counter> counters,
        List<Clerk> clerks,
        String scale,
        long windowMs)
        implements RecordBody {

    /** @param id stable id of the office, {@code [a-z0-9-]{1,40}} */
    public record Office(String id, String name) {}

    /** @param number from 1, as on the sign */
    public record Counter(int number, String name, Mode mode) {}

    /** @param id stable id of the clerk within the office; {@code kind} e.g. CONG_CHUC, HOP_DONG */
    public record Clerk(String id, String name, @Nullable String kind) {}
}
