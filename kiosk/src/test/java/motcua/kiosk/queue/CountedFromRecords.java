package motcua.kiosk.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.DayClosed;
import motcua.contract.body.Outcome;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.Press;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketHeld;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketNoShow;
import motcua.contract.body.TicketReinstated;
import motcua.contract.body.TicketTransferred;
import motcua.contract.body.Verdict;
import motcua.contract.body.WindowExpired;
import motcua.contract.journal.ClockTrust;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordHeader;
import motcua.contract.journal.RecordType;
import motcua.contract.json.MalformedJson;
import motcua.kiosk.calendar.OfficeCalendar;

/**
 * The tickets of a journal counted in hindsight and one by one, with nothing of the queue's own code: each ticket has the place
 * its last record gives it, and the day on which it was taken by what its boot ever learned of the time. Knows nothing of clocks
 * that were wrong.
 */
public final class CountedFromRecords {
    private static final String RATED = "rated";
    /** Places of tickets that end with practice, or as it begins. */
    private static final Set<String> UNENDED = Set.of("waiting", "inService", "held");

    private final List<Read> records;
    private final Map<String, Long> bootedAtMs = new HashMap<>(); // true time at which a boot's up time was 0
    private final Map<String, String> placeOf = new LinkedHashMap<>(); // by ticket
    private final Map<String, String> dayOf = new LinkedHashMap<>(); // by ticket
    private final Map<String, Boolean> practice = new HashMap<>(); // by ticket

    /** A record that was read once. */
    public record Read(RecordHeader header, RecordBody body) {}

    private CountedFromRecords(List<Read> records) {
        this.records = records;
        for (Read each : records) {
            RecordHeader header = each.header;
            if (header.clock() == ClockTrust.TRUSTED) {
                bootedAtMs.put(header.boot(), header.wallMs() - header.upMs());
            }
            if (each.body instanceof ClockAnchor anchor) {
                bootedAtMs.put(anchor.boot(), anchor.wallMs() - anchor.upMs());
            }
        }
        Map<String, String> tickets = new HashMap<>(); // by service
        boolean practising = true;
        for (int at = 0; at < records.size(); at++) {
            RecordBody body = records.get(at).body;
            if (body instanceof PracticeChanged changed) {
                if (changed.toPractice() != practising) {
                    placeOf.replaceAll((ticket, place) -> UNENDED.contains(place) ? "left" : place);
                }
                practising = changed.toPractice();
            } else if (body instanceof TicketIssued issued) {
                placeOf.put(issued.ticket(), "waiting");
                dayOf.put(issued.ticket(), day(at, issued));
                practice.put(issued.ticket(), practising);
            } else if (body instanceof TicketCalled called) {
                placeOf.put(called.ticket(), "inService");
            } else if (body instanceof TicketHeld held) {
                placeOf.put(held.ticket(), "held");
            } else if (body instanceof TicketTransferred moved) {
                placeOf.put(moved.ticket(), "waiting");
            } else if (body instanceof TicketNoShow absent) {
                placeOf.put(absent.ticket(), "noShow");
            } else if (body instanceof TicketReinstated back) {
                placeOf.put(back.ticket(), "waiting");
            } else if (body instanceof TicketLeft left) {
                placeOf.put(left.ticket(), "left");
            } else if (body instanceof ServiceFinished finished && finished.ticket() != null) {
                placeOf.put(finished.ticket(), "inviting");
                tickets.put(finished.service(), finished.ticket());
            } else if (body instanceof Press press
                    && press.verdict() == Verdict.COUNTS
                    && tickets.containsKey(press.service())) {
                placeOf.put(tickets.get(press.service()), RATED);
            } else if (body instanceof WindowExpired expired) {
                String ticket = tickets.get(expired.service());
                if (ticket != null && !RATED.equals(placeOf.get(ticket))) {
                    placeOf.put(ticket, name(expired.outcome()));
                }
            }
        }
    }

    public static CountedFromRecords of(List<JournalRecord> records) throws MalformedJson {
        return ofRead(read(records));
    }

    public static CountedFromRecords ofRead(List<Read> records) {
        return new CountedFromRecords(records);
    }

    public static List<Read> read(List<JournalRecord> records) throws MalformedJson {
        List<Read> read = new ArrayList<>();
        for (JournalRecord each : records) {
            read.add(new Read(
                    each.header(),
                    each.body(
                            RecordType.named(each.header().type()).orElseThrow().bodyClass())));
        }
        return read;
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case NOT_RATED -> "notRated";
            case NOT_ASKED -> "notAsked";
            case DEVICE_DOWN -> "deviceDown";
        };
    }

    /** By the clock of its boot; if that never told, the day on which the date was known again, unless
     * its day was closed before that. */
    private String day(int at, TicketIssued issued) {
        Optional<String> known = date(records.get(at));
        for (int next = at + 1; known.isEmpty() && next < records.size(); next++) {
            Read record = records.get(next);
            if (record.header.clock() == ClockTrust.TRUSTED || record.body instanceof ClockAnchor) {
                known = date(record);
            } else if (record.body instanceof DayClosed) {
                break;
            }
        }
        return known.orElse(String.valueOf(issued.day()));
    }

    private Optional<String> date(Read record) {
        Long booted = bootedAtMs.get(record.header.boot());
        return booted == null
                ? Optional.empty()
                : Optional.of(OfficeCalendar.local(booted + record.header.upMs())
                        .toLocalDate()
                        .toString());
    }

    /** The newest day on which a ticket was taken, "null" if no date was ever known. */
    public String day() {
        return dayOf.values().stream()
                .filter(day -> !day.equals("null"))
                .reduce((one, other) -> one.compareTo(other) > 0 ? one : other)
                .orElse("null");
    }

    /** The day each ticket was taken on, "null" where nobody ever knew a date, by ticket. */
    public Map<String, String> days() {
        return dayOf;
    }

    /** What the newest day came to. */
    public DayCount present() {
        return on(day());
    }

    /** What a day came to, "null" for the one that nobody ever knew. */
    public DayCount on(String day) {
        Map<String, Long> places = dayOf.entrySet().stream()
                .filter(each -> each.getValue().equals(day))
                .collect(Collectors.groupingBy(
                        each -> practice.get(each.getKey()) ? "practising" : placeOf.get(each.getKey()),
                        Collectors.counting()));
        int practising = places.getOrDefault("practising", 0L).intValue();
        long issued = dayOf.entrySet().stream()
                        .filter(each -> each.getValue().equals(day))
                        .count()
                - practising;
        return new DayCount(
                day.equals("null") ? null : day,
                (int) issued,
                n(places, "waiting"),
                n(places, "inService"),
                n(places, "held"),
                n(places, "inviting"),
                n(places, RATED),
                n(places, "notRated"),
                n(places, "notAsked"),
                n(places, "deviceDown"),
                n(places, "noShow"),
                n(places, "left"),
                practising);
    }

    private static int n(Map<String, Long> places, String place) {
        return places.getOrDefault(place, 0L).intValue();
    }
}
