package motcua.load.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * P1 and P4: records of eight kiosks through broker, checks, chain, journal and cells, until the last receipt, against the same records
 * written into bare SQLite files by one loop, in short slices by turns.
 */
final class IngestBench implements Bench {
    private static final int RATINGS = 625;
    private static final int SLICES = 3;
    private static final double RATINGS_A_CPU_SECOND = 10_000;

    @Override
    public List<Pairs> measure(BenchPlace place) throws Exception {
        Pairs bare = new Pairs("P1", "records/s", "one SQLite table, FULL, batches of 500, no broker, nothing counted");
        Pairs rollUp = new Pairs("P1", "records/s", "the same with dedup by row and a roll-up in the transaction");
        Pairs bareCpu = new Pairs("P1", "records/CPU s", "one SQLite table, CPU time");
        Pairs rollUpCpu = new Pairs("P1", "records/CPU s", "one SQLite table and a roll-up, CPU time");
        Pairs perCpu = new Pairs("P4", "ratings/CPU s", "the bar; server, broker and senders together");
        try (IngestServer server = IngestServer.start(place)) {
            WarmUp warmUp = new WarmUp();
            while (warmUp.goesOn()) {
                List<KioskLoad> loads = server.newKiosks(RATINGS, Integer.MAX_VALUE);
                Path file = place.folder().resolve("warm-" + warmUp.slices());
                RawSqlite.store(file, IngestServer.records(loads), warmUp.slices() % 2 == 0);
                warmUp.add(server.deliver(loads).cpu()
                        / IngestServer.records(loads).size());
            }
            for (int i = 0; i < Pairs.COUNT; i++) {
                IngestServer.Cost ours = IngestServer.Cost.NONE;
                RawSqlite.Cost raw = RawSqlite.Cost.NONE;
                RawSqlite.Cost counted = RawSqlite.Cost.NONE;
                int records = 0;
                int ratings = 0;
                for (int slice = 0; slice < SLICES; slice++) {
                    List<KioskLoad> loads = server.newKiosks(RATINGS, Integer.MAX_VALUE);
                    Path file = place.folder().resolve("raw-" + i + "-" + slice);
                    raw = raw.plus(RawSqlite.store(
                            file.resolveSibling(file.getFileName() + "-a"), IngestServer.records(loads), false));
                    ours = ours.plus(server.deliver(loads));
                    counted = counted.plus(RawSqlite.store(
                            file.resolveSibling(file.getFileName() + "-b"), IngestServer.records(loads), true));
                    records += IngestServer.records(loads).size();
                    ratings += IngestServer.ratings(loads);
                }
                bare.add(records / ours.seconds(), records / raw.seconds());
                rollUp.add(records / ours.seconds(), records / counted.seconds());
                bareCpu.add(records / ours.cpu(), records / raw.cpu());
                rollUpCpu.add(records / ours.cpu(), records / counted.cpu());
                perCpu.add(ratings / ours.cpu(), RATINGS_A_CPU_SECOND);
            }
        }
        return List.of(bare, rollUp, bareCpu, rollUpCpu, perCpu);
    }
}
