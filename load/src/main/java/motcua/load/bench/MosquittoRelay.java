package motcua.load.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import motcua.contract.wire.PromptSockets;
import motcua.load.process.RunningJar;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * The baseline of relaying: Mosquitto without persistence to one {@code mosquitto_sub}, quality of service 1, the messages that our
 * server gets as well, as many publishers as kiosks. Needs both programs of Debian's packages.
 */
final class MosquittoRelay implements AutoCloseable {
    private static final int MOST_IN_FLIGHT = 50;
    private static final int BYTES_IN_FLIGHT = 1024 * 1024;

    private final Process broker;
    private final int port;
    private final Path folder;
    private int subscriptions;

    private MosquittoRelay(Process broker, int port, Path folder) {
        this.broker = broker;
        this.port = port;
        this.folder = folder;
    }

    static MosquittoRelay start(Path folder) throws IOException {
        int port = RunningJar.freePort();
        Path config = folder.resolve("mosquitto.conf");
        Files.writeString(config, """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence false
                max_queued_messages 0
                max_inflight_messages 0
                max_topic_alias 0
                log_type error
                log_type subscribe
                log_dest stderr
                """.formatted(port));
        Process broker = new ProcessBuilder(program("mosquitto"), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
        return new MosquittoRelay(broker, port, folder);
    }

    /** Sends all messages through and returns seconds from the first sent to the last received. */
    double seconds(List<KioskLoad> loads) throws IOException, InterruptedException, ExecutionException, MqttException {
        List<MqttAsyncClient> publishers = connected(loads);
        int messages = loads.stream().mapToInt(load -> load.batches().size()).sum();
        Process subscriber = new ProcessBuilder(
                        program("mosquitto_sub"),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-V",
                        "5",
                        "-q",
                        "1",
                        "-t",
                        "rating/#",
                        "-C",
                        Integer.toString(messages))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        subscriptions++;
        try {
            awaitSubscription();
            long begin = System.nanoTime();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < loads.size(); i++) {
                MqttAsyncClient publisher = publishers.get(i);
                List<KioskLoad.Payload> payloads = loads.get(i).batches();
                Thread thread = new Thread(() -> publish(publisher, payloads), "publisher");
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            if (!subscriber.waitFor(120, TimeUnit.SECONDS)) {
                throw new IOException("mosquitto_sub did not get every message");
            }
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            subscriber.destroyForcibly();
            for (MqttAsyncClient publisher : publishers) {
                publisher.disconnect().waitForCompletion();
                publisher.close();
            }
        }
    }

    @Override
    public void close() {
        broker.destroy();
    }

    /** The broker's log has a line for each subscription; the subscriber itself says nothing before its output is full. */
    private void awaitSubscription() throws IOException, InterruptedException {
        Path log = folder.resolve("mosquitto.log");
        for (int i = 0; i < 200; i++) {
            if (Files.readString(log)
                            .lines()
                            .filter(line -> line.endsWith("rating/#"))
                            .count()
                    == subscriptions) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IOException("mosquitto_sub did not subscribe: " + Files.readString(log));
    }

    private static void publish(MqttAsyncClient publisher, List<KioskLoad.Payload> payloads) {
        int inFlight =
                Math.min(MOST_IN_FLIGHT, BYTES_IN_FLIGHT / payloads.get(0).bytes().length);
        Semaphore places = new Semaphore(inFlight);
        MqttActionListener freesPlace = new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                places.release();
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failure) {
                places.release();
            }
        };
        try {
            for (KioskLoad.Payload each : payloads) {
                places.acquire();
                publisher.publish(
                        "rating/" + publisher.getClientId(),
                        new MqttMessage(each.bytes(), 1, false, null),
                        null,
                        freesPlace);
            }
            places.acquire(inFlight);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All at once: Paho sleeps a tenth of a second for each thread that it starts for a connection. */
    private List<MqttAsyncClient> connected(List<KioskLoad> loads) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(loads.size());
        try {
            List<Future<MqttAsyncClient>> connecting = new ArrayList<>();
            for (KioskLoad load : loads) {
                connecting.add(threads.submit(() -> connected(load.kiosk())));
            }
            List<MqttAsyncClient> publishers = new ArrayList<>();
            for (Future<MqttAsyncClient> each : connecting) {
                publishers.add(each.get());
            }
            return publishers;
        } finally {
            threads.shutdownNow();
        }
    }

    private MqttAsyncClient connected(String id) throws MqttException, InterruptedException {
        MqttAsyncClient client = new MqttAsyncClient("tcp://127.0.0.1:" + port, id, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSocketFactory(new PromptSockets());
        for (int attempt = 1; ; attempt++) {
            try {
                client.connect(options).waitForCompletion(10_000);
                return client;
            } catch (MqttException e) {
                if (attempt == 50) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    private static String program(String name) {
        for (String folder : List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin")) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return Path.of(folder, name).toString();
            }
        }
        return name;
    }
}
