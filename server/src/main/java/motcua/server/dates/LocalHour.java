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

    private static final long HOUR_MS = 3_600_000;
    /** From 1976 on local time is seven hours ahead of UTC, so that the hours begin together; before, it was others. Source: tzdata. */
    private static final long SAME_HOURS_FROM = 6 * 366 * 24;

    /** The one asked for last: services come in the order of their time. */
    private static volatile Known last = new Known(-1, UNDATED);

    private record Known(long number, LocalHour hour) {}

    /** The local hour of milliseconds since 1970 UTC. */
    public static LocalHour of(long epochMs) {
        long number = Math.floorDiv(epochMs, HOUR_MS);
        Known known = last;
        if (known.number == number) {
            return known.hour;
        }
        ZonedDateTime local = Instant.ofEpochMilli(epochMs).atZone(ZONE);
        LocalHour hour = new LocalHour(local.toLocalDate().toString(), local.getHour());
        if (number >= SAME_HOURS_FROM) {
            last = new Known(number, hour);
        }
        return hour;
    }
}
