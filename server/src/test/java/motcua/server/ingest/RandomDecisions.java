package motcua.server.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import motcua.contract.body.Press;
import motcua.contract.body.ServiceFinished;
import motcua.contract.journal.JournalRecord;
import motcua.server.counting.Decision;
import motcua.server.counting.Decisions;
import motcua.server.counting.ReadRecord;

/** Decisions about the services of a history, drawn from a seed: both kinds, both on one service, withdrawn, made again. */
final class RandomDecisions {
    private RandomDecisions() {}

    /** One decision, or its withdrawal. */
    record Decided(String service, Decision kind, boolean inForce) {
        void putInForce(Decisions decisions, String kiosk) {
            decisions.decide(kiosk, service, kind, inForce, "drawn", "test");
        }
    }

    /** Decisions in the order in which they are made. */
    static List<Decided> draw(List<JournalRecord> records, long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x5eed);
        TreeSet<String> ids = new TreeSet<>();
        for (JournalRecord each : records) {
            var body = ReadRecord.of(each).body();
            if (body instanceof ServiceFinished finished) {
                ids.add(finished.service());
            } else if (body instanceof Press press && press.opens() != null) {
                ids.add(press.service());
            }
        }
        ids.add("00000000000000ff"); // a service that no record ever names
        List<String> services = new ArrayList<>(ids);
        List<Decided> decided = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            decided.add(new Decided(
                    services.get(random.nextInt(services.size())),
                    random.nextBoolean() ? Decision.CONTEST : Decision.VOID,
                    random.nextInt(3) > 0));
        }
        return decided;
    }

    /** What is in force in the end, by service: VOID outweighs CONTEST. */
    static Map<String, String> excluded(List<Decided> decided) {
        Map<String, String> found = new HashMap<>();
        for (Decision kind : List.of(Decision.CONTEST, Decision.VOID)) {
            Map<String, Boolean> last = new HashMap<>();
            decided.stream().filter(d -> d.kind() == kind).forEach(d -> last.put(d.service(), d.inForce()));
            last.forEach((service, inForce) -> {
                if (inForce) {
                    found.put(service, kind.name());
                }
            });
        }
        return found;
    }
}
