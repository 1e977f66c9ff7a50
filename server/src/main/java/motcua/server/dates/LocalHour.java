package motcua.server.dates;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A day and hour of the office's local time, or {@link #UNDATED}.
 *
 * @param day {@code YYYY-MM-DD} or {@code UNDATED}
 * @param hour 0 to 23, or -1
 */
public record LocalHour(String day, int hour) {
    /** Where the true time is not known. Shown apart, in no period. */
    public static final LocalHour UNDATED = new LocalHour("UNDATED", -1);

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** The local hour of milliseconds since 1970 UTC. */
    public static LocalHour of(long epochMs) {
        ZonedDateTime local = Instant.ofEpochMilli(epochMs).atZone(ZONE);
        return new LocalHour(local.toLocalDate().toString(), local.getHour());
    }
}
