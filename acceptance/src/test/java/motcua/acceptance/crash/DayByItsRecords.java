package motcua.acceptance.crash;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.body.CounterPaused;
import motcua.contract.body.Press;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketHeld;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketNoShow;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketReinstated;
import motcua.contract.body.TicketShown;
import motcua.contract.body.TicketTransferred;
import motcua.contract.body.Verdict;
import motcua.contract.body.WindowExpired;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordType;
import motcua.contract.json.MalformedJson;

/**
 * What the records of one day say about its tickets, desks and rating windows. Told from the rules, without the kiosk's code, so that
 * the kiosk can be compared with it.
 */
final class DayByItsRecords {
    private final Map<String, Paper> tickets = new LinkedHashMap<>(); // by id, in the order they were taken
    private final List<Paper> waiting = new ArrayList<>(); // in the order of calling, but for priority
    private final Map<Integer, ClerkSignedIn> desks = new TreeMap<>();
    private final Set<Integer> resting = new HashSet<>();
    private final Map<Integer, Visit> newest = new TreeMap<>(); // by counter
    private final Map<String, Visit> visits = new LinkedHashMap<>(); // by service
    private final Map<String, Integer> acts = new TreeMap<>();

    /** Where a ticket is. */
    enum Place {
        RESERVED,
        WAITING,
        CALLED,
        HELD,
        SERVED,
        NO_SHOW,
        LEFT
    }

    /** A ticket. */
    static final class Paper {
        final TicketIssued issued;
        Place place;
        String queue;
        int counter;
        int times;
        String service = "";

        Paper(TicketIssued issued) {
            this.issued = issued;
            this.queue = issued.queue();
            this.place = issued.origin() == TicketOrigin.DESK ? Place.WAITING : Place.RESERVED;
        }
    }

    /** A finished service. {@code became} is INVITING, RATED or how its window ended. */
    static final class Visit {
        final String label;
        String became = "INVITING";
        int level;

        Visit(String label) {
            this.label = label;
        }
    }

    DayByItsRecords(List<JournalRecord> records) throws MalformedJson {
        for (JournalRecord record : records) {
            Class<? extends RecordBody> type =
                    RecordType.named(record.header().type()).orElseThrow().bodyClass();
            take(record.body(type));
        }
    }

    private void take(RecordBody body) {
        if (body instanceof TicketIssued issued) {
            Paper paper = new Paper(issued);
            done("issue", 0, issued.ticket());
            tickets.put(issued.ticket(), paper);
            if (paper.place == Place.WAITING) {
                waiting.add(paper);
            }
        } else if (body instanceof TicketShown shown) {
            done("shown", 0, shown.ticket());
            tickets.get(shown.ticket()).place = Place.WAITING;
            byTurn(tickets.get(shown.ticket()));
        } else if (body instanceof TicketCalled called) {
            done(called.times() > 1 ? "recall" : called.byHand() ? "call" : "next", called.counter(), called.ticket());
            Paper paper = leaves(called.ticket(), Place.CALLED);
            paper.counter = called.counter();
            paper.times = called.times();
        } else if (body instanceof TicketHeld held) {
            done("hold", held.counter(), held.ticket());
            leaves(held.ticket(), Place.HELD);
        } else if (body instanceof TicketNoShow absent) {
            done("no-show", absent.counter(), absent.ticket());
            leaves(absent.ticket(), Place.NO_SHOW);
        } else if (body instanceof TicketLeft left) {
            leaves(left.ticket(), Place.LEFT);
        } else if (body instanceof TicketTransferred moved) {
            done("transfer", moved.from(), moved.ticket());
            Paper paper = leaves(moved.ticket(), Place.WAITING);
            paper.queue = moved.toQueue();
            paper.counter = 0;
            byTurn(paper);
        } else if (body instanceof TicketReinstated back) {
            done("reinstate", 0, back.ticket());
            behindTheNext(leaves(back.ticket(), Place.WAITING));
        } else {
            takeDeskOrWindow(body);
        }
    }

    private void takeDeskOrWindow(RecordBody body) {
        if (body instanceof ServiceFinished finished && finished.ticket() != null) {
            int counter = finished.visit().counter();
            done("finish", counter, finished.ticket());
            Paper paper = leaves(finished.ticket(), Place.SERVED);
            paper.service = finished.service();
            Visit visit = new Visit(paper.issued.label());
            visits.put(finished.service(), visit);
            newest.put(counter, visit);
        } else if (body instanceof Press press) {
            done("press", press.counter(), "");
            if (press.verdict() == Verdict.COUNTS) {
                Visit rated = visits.get(press.service());
                rated.became = "RATED";
                rated.level = press.level();
            }
        } else if (body instanceof WindowExpired expired) {
            visits.get(expired.service()).became = expired.outcome().name();
        } else if (body instanceof ClerkSignedIn in) {
            desks.put(in.counter(), in);
        } else if (body instanceof ClerkSignedOut out) {
            desks.values().removeIf(in -> in.session().equals(out.session()));
        } else if (body instanceof CounterPaused pause) {
            if (pause.paused()) {
                resting.add(pause.counter());
            } else {
                resting.remove(pause.counter());
            }
        }
    }

    private void done(String act, int counter, String ticket) {
        acts.merge(act(act, counter, ticket), 1, Integer::sum);
    }

    /** How an act is named. */
    static String act(String act, int counter, String ticket) {
        return (act + " " + counter + " " + ticket).strip();
    }

    private Paper leaves(String ticket, Place to) {
        Paper paper = tickets.get(ticket);
        waiting.remove(paper);
        paper.place = to;
        return paper;
    }

    private void byTurn(Paper paper) {
        List<Paper> order = List.copyOf(tickets.values());
        int place = 0;
        while (place < waiting.size() && order.indexOf(waiting.get(place)) < order.indexOf(paper)) {
            place++;
        }
        waiting.add(place, paper);
    }

    /** Who comes back late waits behind the next one of his queue. */
    private void behindTheNext(Paper paper) {
        for (int place = 0; place < waiting.size(); place++) {
            if (waiting.get(place).queue.equals(paper.queue)) {
                waiting.add(place + 1, paper);
                return;
            }
        }
        waiting.add(paper);
    }

    // ---- what they say

    /** How often each act of a ticket or counter is there. */
    Map<String, Integer> acts() {
        return acts;
    }

    List<Paper> tickets() {
        return List.copyOf(tickets.values());
    }

    Map<Integer, ClerkSignedIn> desks() {
        return desks;
    }

    /** Whether somebody is signed in at the counter and not resting. */
    boolean calls(int counter) {
        return desks.containsKey(counter) && !resting.contains(counter);
    }

    boolean rests(int counter) {
        return resting.contains(counter);
    }

    /** The service finished last at the counter, null before the first. */
    Visit newestAt(int counter) {
        return newest.get(counter);
    }

    /** The ticket that was called to the counter and is still there, null if none. */
    Paper at(int counter) {
        return tickets.values().stream()
                .filter(each -> each.place == Place.CALLED && each.counter == counter)
                .findFirst()
                .orElse(null);
    }

    List<String> labels(Place place) {
        return tickets.values().stream()
                .filter(each -> each.place == place)
                .map(each -> each.issued.label())
                .toList();
    }

    /** Who waits in one of the queues, in the order of calling. */
    List<String> waitingIn(Set<String> queues) {
        List<String> labels = new ArrayList<>();
        for (boolean first : new boolean[] {true, false}) {
            waiting.stream()
                    .filter(each -> each.issued.priority() == first && queues.contains(each.queue))
                    .forEach(each -> labels.add(each.issued.label()));
        }
        return labels;
    }

    int servedAt(int counter) {
        return (int) tickets.values().stream()
                .filter(each -> each.place == Place.SERVED && each.counter == counter)
                .count();
    }

    /** Counts by place, as {@code /api/demo} names them; each ticket is in one of them. */
    Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>(Map.of("issued", tickets.size()));
        for (Paper each : tickets.values()) {
            String place = switch (each.place) {
                case RESERVED, WAITING -> "waiting";
                case CALLED -> "inService";
                case HELD -> "held";
                case NO_SHOW -> "noShow";
                case LEFT -> "left";
                case SERVED ->
                    switch (visits.get(each.service).became) {
                        case "RATED" -> "rated";
                        case "NOT_RATED" -> "notRated";
                        case "NOT_ASKED" -> "notAsked";
                        case "DEVICE_DOWN" -> "deviceDown";
                        default -> "inviting";
                    };
            };
            counts.merge(place, 1, Integer::sum);
        }
        return counts;
    }

    /** How often each level was given, best first. */
    List<Integer> levels() {
        List<Integer> counts = new ArrayList<>(List.of(0, 0, 0, 0, 0));
        visits.values().stream()
                .filter(each -> each.level > 0)
                .forEach(each -> counts.set(each.level - 1, counts.get(each.level - 1) + 1));
        return counts;
    }
}
