package motcua.acceptance.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;

/**
 * Size and seed of a crash test. The quick form is the default; a long form sets {@code -Dmotcua.kills=N} and
 * {@code -Dmotcua.result=FILE}, a line of JSON is appended to the file. {@code -Dmotcua.seed=N} repeats a run.
 */
record KillRun(String name, int kills, long seed) {
    private static final int LANES = 2;

    static KillRun of(String name, int quick) {
        KillRun run = new KillRun(
                name, Integer.getInteger("motcua.kills", quick), Long.getLong("motcua.seed", new Random().nextInt()));
        System.out.println("killing " + name + " " + run.kills + " times, -Dmotcua.seed=" + run.seed);
        return run;
    }

    /** Some kills in one lane, one after another. */
    interface Lane<T> {
        T run(int lane, long seed, int kills) throws Exception;
    }

    /** Runs in two lanes beside each other, for two processors. The first failure fails all. */
    <T> T inLanes(Lane<T> lane, BinaryOperator<T> plus) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(LANES);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < LANES; i++) {
                int number = i;
                Callable<T> one = () -> lane.run(number, seed + 1_000_003L * number, (kills + LANES - 1) / LANES);
                running.add(threads.submit(one));
            }
            T all = running.get(0).get();
            for (Future<T> each : running.subList(1, LANES)) {
                all = plus.apply(all, each.get());
            }
            return all;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        } finally {
            threads.shutdownNow();
            // The other lane ends its processes.
            threads.awaitTermination(2, TimeUnit.MINUTES);
        }
    }

    /** Prints the result and, in a long form, keeps it. */
    void result(Map<String, Object> figures) throws IOException {
        Map<String, Object> all = new TreeMap<>(figures);
        StringBuilder json = new StringBuilder("{\"name\":\"kill-" + name + "\",\"date\":\""
                + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\",\"machine\":\"2 vCPU VM\",\"seed\":" + seed);
        all.forEach((key, value) -> json.append(",\"").append(key).append("\":").append(value));
        json.append("}\n");
        System.out.print(json);
        String file = System.getProperty("motcua.result");
        if (file != null) {
            Files.writeString(
                    Path.of(file), json, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
