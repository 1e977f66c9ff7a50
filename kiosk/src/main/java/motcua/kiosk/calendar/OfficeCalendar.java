package motcua.kiosk.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.contract.settings.OfficeHours;
import org.jspecify.annotations.Nullable;

/** An office's hours, ready to be asked. Knows no clock; all times are local. Immutable. */
public final class OfficeCalendar {
    /** The one zone of every office. */
    public static final ZoneId HERE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);
    /** Farther ahead no next opening is looked for; the longest break, Tết, is about ten days. */
    private static final int HORIZON_DAYS = 40;

    private static final int LONGEST_EARLY_MINUTES = 120;

    private final Map<DayOfWeek, List<Span>> week = new EnumMap<>(DayOfWeek.class);
    private final Map<LocalDate, Special> special = new HashMap<>();
    private final List<OfficeHours.ReceptionDay> reception;
    private final Duration early;

    private record Span(LocalTime from, LocalTime to) {}

    private record Special(String name, List<Span> spans) {}

    private OfficeCalendar(OfficeHours hours) {
        for (OfficeHours.Weekday each : hours.weekly()) {
            if (each.day() < 1 || each.day() > 7) {
                throw new IllegalArgumentException("Không có thứ " + each.day());
            }
            DayOfWeek day = DayOfWeek.of(each.day());
            if (week.put(day, spans(each.stretches())) != null) {
                throw new IllegalArgumentException("Một thứ trong tuần có hai lần");
            }
        }
        for (OfficeHours.SpecialDay each : hours.special()) {
            LocalDate date = date(each.date());
            if (each.name() == null || each.name().isBlank()) {
                throw new IllegalArgumentException("Xin nhập tên của ngày " + each.date());
            }
            if (special.put(date, new Special(each.name(), spans(each.stretches()))) != null) {
                throw new IllegalArgumentException("Ngày " + each.date() + " có hai lần");
            }
        }
        for (OfficeHours.ReceptionDay each : hours.reception()) {
            if (each.dayOfMonth() < 1 || each.dayOfMonth() > 31) {
                throw new IllegalArgumentException("Ngày tiếp công dân từ 1 đến 31");
            }
        }
        if (hours.earlyMinutes() < 0 || hours.earlyMinutes() > LONGEST_EARLY_MINUTES) {
            throw new IllegalArgumentException("Cho lấy số trước giờ mở cửa từ 0 đến 120 phút");
        }
        reception = hours.reception();
        early = Duration.ofMinutes(hours.earlyMinutes());
    }

    /** @throws IllegalArgumentException if a time, date or order is wrong; the message is for a person, in Vietnamese */
    public static OfficeCalendar of(OfficeHours hours) {
        return new OfficeCalendar(hours);
    }

    /** The date and time here at a moment given in milliseconds since 1970 UTC. */
    public static LocalDateTime local(long wallMs) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(wallMs), HERE);
    }

    /** How the office stands at a moment; {@link Opening#UNKNOWN} if the clock that told it is not trusted. */
    public Opening at(long wallMs, boolean trusted) {
        return trusted ? at(local(wallMs)) : Opening.UNKNOWN;
    }

    /** How the office stands. */
    public Opening at(LocalDateTime now) {
        Special day = special.get(now.toLocalDate());
        String name = day == null ? null : day.name;
        List<Span> today = spans(now.toLocalDate());
        LocalDateTime ended = null;
        for (Span each : today) {
            LocalDateTime from = now.toLocalDate().atTime(each.from);
            LocalDateTime to = now.toLocalDate().atTime(each.to);
            if (now.isBefore(from)) {
                Opening.State state = ended == null ? Opening.State.BEFORE : Opening.State.LUNCH;
                return new Opening(state, from, to, ended, name, !now.isBefore(from.minus(early)));
            }
            if (now.isBefore(to)) {
                return new Opening(Opening.State.OPEN, from, to, null, name, true);
            }
            ended = to;
        }
        Opening.State state = today.isEmpty() ? Opening.State.CLOSED_DAY : Opening.State.AFTER;
        for (LocalDate next = now.toLocalDate().plusDays(1);
                next.isBefore(now.toLocalDate().plusDays(HORIZON_DAYS));
                next = next.plusDays(1)) {
            List<Span> then = spans(next);
            if (!then.isEmpty()) {
                Span first = then.get(0);
                LocalDateTime from = next.atTime(first.from);
                return new Opening(state, from, next.atTime(first.to), null, name, !now.isBefore(from.minus(early)));
            }
        }
        return new Opening(state, null, null, null, name, false);
    }

    /** True if the office opens at all that day. */
    public boolean worksOn(LocalDate date) {
        return !spans(date).isEmpty();
    }

    /**
     * The queue in which citizens wait to be received that day, if it is such a day. A day of the month on which the office is
     * closed moves to its next working day.
     */
    public Optional<String> receptionDay(LocalDate date) {
        return worksOn(date)
                ? reception.stream()
                        .filter(each -> fallsOn(each.dayOfMonth(), date))
                        .map(OfficeHours.ReceptionDay::queue)
                        .findFirst()
                : Optional.empty();
    }

    private boolean fallsOn(int dayOfMonth, LocalDate date) {
        LocalDate day = date;
        do {
            if (day.getDayOfMonth() == dayOfMonth) {
                return true;
            }
            day = day.minusDays(1);
        } while (!worksOn(day) && day.isAfter(date.minusDays(HORIZON_DAYS)));
        return false;
    }

    /**
     * When so much time in which the office is open will have passed, as a wait that skips lunch, nights and holidays. Absent if the
     * office does not open that long within the next weeks.
     */
    public Optional<LocalDateTime> after(LocalDateTime now, Duration openTime) {
        Duration left = openTime;
        for (LocalDate day = now.toLocalDate();
                day.isBefore(now.toLocalDate().plusDays(HORIZON_DAYS));
                day = day.plusDays(1)) {
            for (Span each : spans(day)) {
                LocalDateTime from = later(now, day.atTime(each.from));
                Duration has = Duration.between(from, day.atTime(each.to));
                if (has.isNegative()) {
                    continue;
                }
                if (has.compareTo(left) >= 0) {
                    return Optional.of(from.plus(left));
                }
                left = left.minus(has);
            }
        }
        return Optional.empty();
    }

    /** How long the office is still open that day. */
    public Duration leftOn(LocalDateTime now) {
        Duration left = Duration.ZERO;
        for (Span each : spans(now.toLocalDate())) {
            LocalDateTime to = now.toLocalDate().atTime(each.to);
            if (to.isAfter(now)) {
                left = left.plus(Duration.between(later(now, now.toLocalDate().atTime(each.from)), to));
            }
        }
        return left;
    }

    private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
        return one.isAfter(other) ? one : other;
    }

    private List<Span> spans(LocalDate date) {
        Special day = special.get(date);
        return day == null ? week.getOrDefault(date.getDayOfWeek(), List.of()) : day.spans;
    }

    private static List<Span> spans(List<OfficeHours.Stretch> stretches) {
        List<Span> spans = new ArrayList<>();
        LocalTime before = null;
        for (OfficeHours.Stretch each : stretches) {
            LocalTime from = time(each.from());
            LocalTime to = time(each.to());
            if (!from.isBefore(to) || (before != null && from.isBefore(before))) {
                throw new IllegalArgumentException(
                        "Giờ làm việc " + each.from() + "–" + each.to() + " không đúng thứ tự");
            }
            spans.add(new Span(from, to));
            before = to;
        }
        return spans;
    }

    private static LocalTime time(@Nullable String text) {
        try {
            return LocalTime.parse(text == null ? "" : text, TIME);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Giờ viết như 07:30, không phải “" + text + "”", e);
        }
    }

    private static LocalDate date(@Nullable String text) {
        try {
            return LocalDate.parse(text == null ? "" : text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Không có ngày “" + text + "”", e);
        }
    }
}
