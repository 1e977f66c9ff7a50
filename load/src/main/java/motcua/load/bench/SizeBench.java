package motcua.load.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a record costs when so many are stored already: our server beside bare SQLite with a roll-up, both files growing alike. */
final class SizeBench implements Bench {
    /** Stored records at which costs are taken; {@code MOTCUA_BENCH_SIZE} ends the row earlier. */
    private static final List<Integer> SIZES = List.of(
            10_000, 20_000, 50_000, 100_000, 200_000, 300_000, 500_000, 700_000, 1_000_000, 1_500_000, 2_000_000);

    private static final int RATINGS = 1_250;
    private static final double MICROS = 1e6;

    @Override
    public List<Pairs> measure(BenchPlace place) throws Exception {
        int most = Integer.parseInt(System.getenv().getOrDefault("MOTCUA_BENCH_SIZE", "2000000"));
        List<Pairs> results = new ArrayList<>();
        Path raw = place.folder().resolve("raw");
        int stored = 0;
        try (IngestServer server = IngestServer.start(place)) {
            for (int size : SIZES) {
                Pairs wall = new Pairs("SIZE", "us a record, " + size + " stored", "SQLite with a roll-up");
                Pairs cpu = new Pairs("SIZE", "CPU us a record, " + size + " stored", "SQLite with a roll-up");
                double records = 0;
                IngestServer.Cost ours = IngestServer.Cost.NONE;
                RawSqlite.Cost bare = RawSqlite.Cost.NONE;
                while (stored < size && size <= most) {
                    List<KioskLoad> loads = server.newKiosks(RATINGS / (size <= 50_000 ? 2 : 1), Integer.MAX_VALUE);
                    bare = bare.plus(RawSqlite.store(raw, IngestServer.records(loads), true));
                    ours = ours.plus(server.deliver(loads));
                    int delivered = IngestServer.records(loads).size();
                    records += delivered;
                    stored += delivered;
                }
                if (records > 0) {
                    wall.add(MICROS * ours.seconds() / records, MICROS * bare.seconds() / records);
                    cpu.add(MICROS * ours.cpu() / records, MICROS * bare.cpu() / records);
                    results.add(wall);
                    results.add(cpu);
                }
            }
        }
        return results;
    }
}
