package motcua.server.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.Press;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.Verdict;
import motcua.contract.body.Visit;
import motcua.contract.body.WindowExpired;
import motcua.server.counting.ReadRecord;

/** What service_cell must hold of one kiosk, said as shortly as possible and sharing nothing with the server's way of counting. */
final class CountingModel {
    private CountingModel() {}

    /**
     * Rows of service_cell as {@link Tables} writes them, with * for the office.
     *
     * @param excluded services that a decision excludes, and how
     */
    static List<String> serviceCells(List<ReadRecord> all, Map<String, String> excluded) {
        Map<String, Long> cells = new TreeMap<>();
        for (ReadRecord r : all) {
            Visit visit =
                    r.body() instanceof ServiceFinished f ? f.visit() : r.body() instanceof Press p ? p.opens() : null;
            if (visit != null) {
                String id = r.body() instanceof ServiceFinished f ? f.service() : ((Press) r.body()).service();
                String seen = presses(all, id)
                        .max(Comparator.comparing((ReadRecord x) -> ((Press) x.body()).gen())
                                .thenComparing(x -> x.record().header().seq()))
                        .map(x -> (Press) x.body())
                        .map(p -> "RATED|" + p.level() + "|"
                                + p.flags().stream()
                                        .filter("BURST SELF SHORT HOURS"::contains)
                                        .findFirst()
                                        .orElse(""))
                        .orElseGet(() -> expiries(all, id)
                                        .min(Comparator.comparing((ReadRecord x) ->
                                                        x.record().header().seq())
                                                .thenComparing(
                                                        x -> x.record().header().epoch()))
                                        .map(x -> ((WindowExpired) x.body())
                                                .outcome()
                                                .name())
                                        .orElse(((ServiceFinished) r.body()).windowMs() == 0 ? "NOT_ASKED" : "PENDING")
                                + "|0|");
                if (excluded.containsKey(id)) {
                    seen = seen.substring(0, seen.lastIndexOf('|') + 1) + excluded.get(id);
                }
                cells.merge(
                        String.join(
                                "|",
                                "service_cell",
                                r.realm().name(),
                                hour(all, r),
                                "*",
                                visit.counter() + "",
                                visit.clerk() == null ? "" : visit.clerk(),
                                visit.mode().name(),
                                "PROCEDURE|HT|HL5/1",
                                seen),
                        1L,
                        Long::sum);
            }
        }
        return cells.entrySet().stream()
                .map(e -> e.getKey() + "|" + e.getValue())
                .sorted()
                .toList();
    }

    private static Stream<ReadRecord> presses(List<ReadRecord> all, String service) {
        return all.stream()
                .filter(x ->
                        x.body() instanceof Press p && p.verdict() == Verdict.COUNTS && service.equals(p.service()));
    }

    private static Stream<ReadRecord> expiries(List<ReadRecord> all, String service) {
        return all.stream()
                .filter(x -> x.body() instanceof WindowExpired w && w.service().equals(service));
    }

    private static String hour(List<ReadRecord> all, ReadRecord of) {
        long age = of.body() instanceof Press p && p.ageMs() != null ? p.ageMs() : 0;
        long at = of.record().header().upMs() - age;
        return anchors(all, of.record().header().boot()).stream()
                .min(Comparator.comparing((ReadRecord x) -> ((ClockAnchor) x.body()).errorMs()
                                + 0.0002 * Math.abs(((ClockAnchor) x.body()).upMs() - at))
                        .thenComparing(x -> x.record().header().seq()))
                .map(x -> ((ClockAnchor) x.body()).wallMs() + at - ((ClockAnchor) x.body()).upMs())
                .map(ms -> java.time.Instant.ofEpochMilli(ms + 25_200_000).toString())
                .map(local -> local.substring(0, 10) + "|" + Integer.parseInt(local.substring(11, 13)))
                .orElse("UNDATED|-1");
    }

    /** Of the anchors of a boot, what was measured, and what else does not stand against that or a later word. */
    private static List<ReadRecord> anchors(List<ReadRecord> all, String boot) {
        List<ReadRecord> latestFirst = all.stream()
                .filter(x -> x.body() instanceof ClockAnchor a && a.boot().equals(boot))
                .sorted(Comparator.comparing((ReadRecord x) -> measured(x) ? 0 : 1)
                        .thenComparing(x -> -((ClockAnchor) x.body()).upMs())
                        .thenComparing(x -> ((ClockAnchor) x.body()).errorMs())
                        .thenComparing(x -> ((ClockAnchor) x.body()).wallMs()))
                .toList();
        List<ReadRecord> kept = new ArrayList<>();
        for (ReadRecord each : latestFirst) {
            ClockAnchor word = (ClockAnchor) each.body();
            boolean against = kept.stream().map(x -> (ClockAnchor) x.body()).anyMatch(other -> {
                long apart = Math.abs(word.wallMs() - other.wallMs() - (word.upMs() - other.upMs()));
                return apart - word.errorMs() - other.errorMs() - 1 > Math.abs(word.upMs() - other.upMs()) / 5_000;
            });
            if (measured(each) || !against) {
                kept.add(each);
            }
        }
        return kept;
    }

    private static boolean measured(ReadRecord anchor) {
        AnchorSource source = ((ClockAnchor) anchor.body()).source();
        return source == AnchorSource.NTP || source == AnchorSource.SERVER;
    }
}
