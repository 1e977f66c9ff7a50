package motcua.contract.body;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A queue ticket was made. Its number is reserved from here on; it is called only after it was printed or shown.
 *
 * @param ticket 16 hexadecimal digits, unique for the kiosk
 * @param day business day, yyyy-MM-dd, absent while the kiosk has never known one
 * @param label what is printed and called, e.g. {@code A012}
 * @param letter the series, e.g. {@code A}
 * @param number place in the series, from 1
 * @param queue id of the queue
 * @param kind what the visit is about, as far as known
 * @param procedure code, absent where not chosen
 * @param field subject field, absent where unknown
 * @param priority whether it goes before others; never why
 * @param assisted whether somebody helped to take it
 */
public record TicketIssued(
        String ticket,
        @Nullable String day,
        String label,
        String letter,
        int number,
        String queue,
        Kind kind,
        @Nullable String procedure,
        @Nullable String field,
        boolean priority,
        TicketOrigin origin,
        boolean assisted)
        implements RecordBody {
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    public TicketIssued {
        if (number < 1 || number > 9_999 || (day != null && !DAY.matcher(day).matches())) {
            throw new IllegalArgumentException("ticket out of range: number " + number + ", day " + day);
        }
    }
}
