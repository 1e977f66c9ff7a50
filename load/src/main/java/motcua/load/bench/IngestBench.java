package motcua.load.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import motcua.contract.journal.JournalRecord;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A server as a process of its own, with its own broker and a SQLite file, that takes journals of simulated kiosks. */
final class IngestBench implements AutoCloseable {
    /** Kiosks that send at once. */
    static final int KIOSKS = 8;

    /** Ratings of each, two records a rating. */
    static final int RATINGS = 1_250;

    private final RunningJar server;
    private final String broker;
    private final String serverKey;
    private int rounds;

    private IngestBench(RunningJar server, String broker, String serverKey) {
        this.server = server;
        this.broker = broker;
        this.serverKey = serverKey;
    }

    /** Starts {@code jar} with an empty database in {@code folder}. */
    static IngestBench start(Path jar, Path folder) throws IOException, InterruptedException {
        int http = RunningJar.freePort();
        int mqtt = RunningJar.freePort();
        Path config = folder.resolve("server.properties");
        Files.writeString(config, """
                server.data=%s
                http.port=%d
                broker.port=%d
                """.formatted(folder.resolve("server"), http, mqtt));
        RunningJar running = RunningJar.start(
                jar, List.of("-Xmx512m", "-XX:+UseSerialGC"), config, http, folder.resolve("server.log"));
        String key = Files.readString(folder.resolve("server").resolve("server.key.pub"), StandardCharsets.US_ASCII)
                .strip();
        return new IngestBench(running, "tcp://127.0.0.1:" + mqtt, key);
    }

    /** Journals of kiosks that this server has never heard of. */
    List<KioskLoad> newKiosks() {
        rounds++;
        List<KioskLoad> loads = new ArrayList<>();
        for (int i = 0; i < KIOSKS; i++) {
            loads.add(KioskLoad.of("bench-" + rounds + "-" + i, RATINGS, rounds * 1_000L + i));
        }
        return loads;
    }

    /** Delivers all journals at once and returns seconds from the first batch sent to the last receipt. */
    double seconds(List<KioskLoad> loads) throws MqttException, InterruptedException, ExecutionException, IOException {
        List<LoadedKiosk> kiosks = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(loads.size());
        try {
            for (KioskLoad load : loads) {
                LoadedKiosk kiosk = new LoadedKiosk(load, broker, serverKey);
                kiosks.add(kiosk);
                kiosk.connect();
            }
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
            return (System.nanoTime() - begin) / 1e9;
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
