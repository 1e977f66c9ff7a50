package motcua.contract.body;

import java.util.List;
import java.util.Optional;
import motcua.contract.scale.Scale;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force from here on, without secrets. {@code version} rises by 1 with each change on the kiosk.
 *
 * @param origin {@code LOCAL} (set up on the kiosk) or {@code SERVER} (signed settings)
 * @param windowMs length of a rating window in milliseconds, 30 000 to 300 000
 * @param queues the queues tickets are taken for, absent in an office without tickets
 * @param scale key of the scale from the next visit on, see {@link Scale#key}
 * @param scaleContent the scale itself, so that the journal can be read without any list of scales; absent in records of
 *     kiosks that knew the standard scales only
 */
public record SettingsApplied(
        long version,
        String origin,
        Office office,
        List<Counter> counters,
        List<Clerk> clerks,
        String scale,
        long windowMs,
        @Nullable List<Queue> queues,
        @Nullable Scale scaleContent)
        implements RecordBody {
    public SettingsApplied {
        queues = queues == null ? null : List.copyOf(queues);
    }

    /** Settings with one of the standard scales, which is not repeated. */
    public SettingsApplied(
            long version,
            String origin,
            Office office,
            List<Counter> counters,
            List<Clerk> clerks,
            String scale,
            long windowMs,
            @Nullable List<Queue> queues) {
        this(version, origin, office, counters, clerks, scale, windowMs, queues, null);
    }

    /** The scale, as it stands here or, where only its name does, the standard one of that name. */
    public Optional<Scale> ratedOn() {
        return scaleContent != null && scaleContent.key().equals(scale)
                ? Optional.of(scaleContent)
                : Scale.standard(scale);
    }

    /** @param id stable id of the office, {@code [a-z0-9-]{1,40}} */
    public record Office(String id, String name) {}

    /** @param number from 1, as on the sign */
    public record Counter(int number, String name, Mode mode) {}

    /** @param id stable id of the clerk within the office; {@code kind} e.g. CONG_CHUC, HOP_DONG */
    public record Clerk(String id, String name, @Nullable String kind) {}

    /**
     * A queue of people with tickets.
     *
     * @param id stable id of the queue within the office, {@code [a-z0-9-]{1,40}}
     * @param letter prefix of its numbers
     * @param priorityLetter prefix of priority numbers; absent if they are in the same series
     * @param kind what its visits are about; only PROCEDURE enters procedure figures
     * @param counters numbers of the counters that call from it, the first is named first
     * @param dailyLimit most tickets a business day, absent without a limit
     */
    public record Queue(
            String id,
            String letter,
            @Nullable String priorityLetter,
            String name,
            Kind kind,
            List<Integer> counters,
            @Nullable Integer dailyLimit) {
        public Queue {
            counters = List.copyOf(counters);
        }
    }
}
