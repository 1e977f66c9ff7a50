package motcua.load.bench;

import java.util.ArrayList;
import java.util.List;

/** P2: the same messages through our broker into journal and cells, and through Mosquitto to a subscriber that keeps nothing. */
final class RelayBench implements Bench {
    /** Records in a message: one rating (its finish and its press), 50 ratings, and as many as the wire allows. */
    private static final List<Integer> BATCHES = List.of(2, 100, Integer.MAX_VALUE);

    private static final int RATINGS = 500;
    private static final int SLICES = 2;

    @Override
    public List<Pairs> measure(BenchPlace place) throws Exception {
        List<Pairs> results = new ArrayList<>();
        try (IngestServer server = IngestServer.start(place);
                MosquittoRelay relay = MosquittoRelay.start(place.folder())) {
            WarmUp warmUp = new WarmUp();
            while (warmUp.goesOn()) {
                List<KioskLoad> loads = server.newKiosks(RATINGS, BATCHES.get(warmUp.slices() % BATCHES.size()));
                relay.seconds(loads);
                warmUp.add(server.deliver(loads).cpu());
            }
            for (int batch : BATCHES) {
                String size = batch == Integer.MAX_VALUE ? "full batches" : batch / 2 + " a message";
                Pairs pairs = new Pairs("P2", "ratings/s, " + size, "Mosquitto to mosquitto_sub, the same messages");
                for (int i = 0; i < Pairs.COUNT; i++) {
                    double ours = 0;
                    double relayed = 0;
                    int ratings = 0;
                    for (int slice = 0; slice < SLICES; slice++) {
                        List<KioskLoad> loads = server.newKiosks(RATINGS, batch);
                        relayed += relay.seconds(loads);
                        ours += server.deliver(loads).seconds();
                        ratings += IngestServer.ratings(loads);
                    }
                    pairs.add(ratings / ours, ratings / relayed);
                }
                results.add(pairs);
            }
        }
        return results;
    }
}
