package motcua.load.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import motcua.contract.journal.JournalRecord;
import motcua.load.process.BrokeredServer;
import motcua.load.process.ProcessCost;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A server as a process of its own, with its own broker and a SQLite file, that takes journals of simulated kiosks. */
final class IngestServer implements AutoCloseable {
    /** Kiosks that send at once. */
    static final int KIOSKS = 8;

    private static final int HEAP_MIB = 512;

    private final BrokeredServer server;
    private final String broker;
    private final String serverKey;
    private final long seed;
    private int rounds;

    private IngestServer(BrokeredServer server, String broker, String serverKey, long seed) {
        this.server = server;
        this.broker = broker;
        this.serverKey = serverKey;
        this.seed = seed;
    }

    /** What a delivery took: wall time, and CPU time of the server and of this process, all in seconds. */
    record Cost(double seconds, double serverCpu, double senderCpu) {
        static final Cost NONE = new Cost(0, 0, 0);

        Cost plus(Cost other) {
            return new Cost(seconds + other.seconds, serverCpu + other.serverCpu, senderCpu + other.senderCpu);
        }

        double cpu() {
            return serverCpu + senderCpu;
        }
    }

    /** Starts the server with an empty database in the bench's folder. */
    static IngestServer start(BenchPlace place) throws IOException, InterruptedException {
        BrokeredServer running = BrokeredServer.start(place.serverJar(), place.folder(), HEAP_MIB);
        return new IngestServer(running, running.brokerUrl(), running.key(), place.seed());
    }

    /**
     * Journals of {@link #KIOSKS} kiosks that this server has never heard of.
     *
     * @param ratings of each kiosk
     * @param recordsInMessage how many records a message holds at most
     */
    List<KioskLoad> newKiosks(int ratings, int recordsInMessage) {
        rounds++;
        List<KioskLoad> loads = new ArrayList<>();
        for (int i = 0; i < KIOSKS; i++) {
            loads.add(KioskLoad.of(
                    "bench-" + rounds + "-" + i, ratings, seed * 1_000_003 + rounds * 1_000L + i, recordsInMessage));
        }
        return loads;
    }

    /** Delivers all journals at once, from the first message sent to the last receipt. */
    Cost deliver(List<KioskLoad> loads) throws MqttException, InterruptedException, ExecutionException, IOException {
        List<LoadedKiosk> kiosks = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(loads.size());
        try {
            for (KioskLoad load : loads) {
                kiosks.add(new LoadedKiosk(load, broker, serverKey));
            }
            // All at once: Paho sleeps a tenth of a second for each thread that it starts for a connection.
            List<Future<?>> connected = new ArrayList<>();
            for (LoadedKiosk kiosk : kiosks) {
                connected.add(threads.submit(() -> {
                    kiosk.connect();
                    return null;
                }));
            }
            for (Future<?> each : connected) {
                each.get();
            }
            double serverBefore = ProcessCost.cpu(server.handle());
            double senderBefore = ProcessCost.ownCpu();
            long begin = System.nanoTime();
            List<Future<?>> delivered = new ArrayList<>();
            for (LoadedKiosk kiosk : kiosks) {
                delivered.add(threads.submit(() -> {
                    kiosk.deliver();
                    return null;
                }));
            }
            for (Future<?> each : delivered) {
                each.get();
            }
            return new Cost(
                    (System.nanoTime() - begin) / 1e9,
                    ProcessCost.cpu(server.handle()) - serverBefore,
                    ProcessCost.ownCpu() - senderBefore);
        } finally {
            threads.shutdownNow();
            for (LoadedKiosk kiosk : kiosks) {
                kiosk.close();
            }
        }
    }

    static List<JournalRecord> records(List<KioskLoad> loads) {
        return loads.stream().flatMap(each -> each.records().stream()).toList();
    }

    static int ratings(List<KioskLoad> loads) {
        return loads.stream().mapToInt(KioskLoad::ratings).sum();
    }

    @Override
    public void close() {
        server.close();
    }
}
