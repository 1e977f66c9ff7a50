package motcua.load.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import motcua.load.process.CallingKiosk;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * P14: from a clerk's key until a board has the number, with 8 desks that work at once and 4 boards on one kiosk with 64 MiB. The time
 * holds the clerk's HTTP request, the record's way to the disk, and the board's feed; each board counts by itself.
 */
final class CallBench implements Bench {
    private static final int DESKS = 8;
    private static final int BOARDS = 4;
    private static final int CALLS_A_DESK = 25;
    private static final double BAR_MS = 300;
    /** Clerks do not press in step: a pause before each call, drawn up to this. */
    private static final int LONGEST_PAUSE_MS = 400;

    private static final long PATIENCE_SECONDS = 60;
    private static final JsonMapper JSON = new JsonMapper();

    /** Calls on their way to the boards, by counter and number. */
    private final Map<String, OnItsWay> calls = new ConcurrentHashMap<>();

    private record OnItsWay(long sinceNanos, CountDownLatch boards, Histogram times) {}

    @Override
    public List<Pairs> measure(BenchPlace place) throws Exception {
        Pairs half = new Pairs("P14", "ms, p50, call to board, 8 desks and 4 boards", "the bar of p99");
        Pairs slow = new Pairs("P14", "ms, p99, call to board, 8 desks and 4 boards", "the bar");
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "screen");
            thread.setDaemon(true);
            return thread;
        });
        try (CallingKiosk kiosk = CallingKiosk.start(place.kioskJar(), place.folder(), DESKS)) {
            List<CallingKiosk.Desk> desks = new ArrayList<>();
            for (int counter = 1; counter <= DESKS; counter++) {
                desks.add(kiosk.desk(counter));
                follow(threads, kiosk, "/api/desk/" + counter + "/events", state -> {});
            }
            CountDownLatch open = new CountDownLatch(BOARDS);
            for (int board = 0; board < BOARDS; board++) {
                Set<String> seen = new HashSet<>();
                follow(threads, kiosk, "/api/board/events", state -> {
                    arrived(state, System.nanoTime(), seen);
                    open.countDown();
                });
            }
            if (!open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the boards were told nothing");
            }
            for (int slice = 0; slice <= Pairs.COUNT; slice++) {
                Histogram times = slice(threads, desks, place.seed() * 100 + slice);
                if (slice > 0) {
                    half.add(times.getValueAtPercentile(50) / 1e6, BAR_MS);
                    slow.add(times.getValueAtPercentile(99) / 1e6, BAR_MS);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return List.of(half, slow);
    }

    private Histogram slice(ExecutorService threads, List<CallingKiosk.Desk> desks, long seed) throws Exception {
        Histogram times = new ConcurrentHistogram(3);
        List<Future<?>> working = new ArrayList<>();
        for (CallingKiosk.Desk desk : desks) {
            SplittableRandom random = new SplittableRandom(seed * DESKS + desk.counter());
            working.add(threads.submit(() -> {
                for (int i = 0; i < CALLS_A_DESK; i++) {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MS));
                    call(desk, "do-" + seed + "-" + desk.counter() + "-" + i, times);
                }
                return null;
            }));
        }
        for (Future<?> each : working) {
            each.get();
        }
        return times;
    }

    private void call(CallingKiosk.Desk desk, String wish, Histogram times) throws IOException, InterruptedException {
        String label = desk.take(wish);
        CountDownLatch boards = new CountDownLatch(BOARDS);
        String name = desk.counter() + " " + label;
        calls.put(name, new OnItsWay(System.nanoTime(), boards, times));
        desk.call();
        if (!boards.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException(label + " came to " + (BOARDS - boards.getCount()) + " of " + BOARDS + " boards");
        }
        calls.remove(name);
        desk.finish();
    }

    private static void follow(ExecutorService threads, CallingKiosk kiosk, String path, Consumer<String> state) {
        threads.submit(() -> {
            kiosk.follow(path, state);
            return null;
        });
    }

    /** @param seen what this board showed before */
    private void arrived(String state, long now, Set<String> seen) {
        Set<String> shown = new HashSet<>();
        for (JsonNode row : rows(state)) {
            if (row.has("label")) {
                String name =
                        row.get("counter").asInt() + " " + row.get("label").asText();
                OnItsWay call = seen.contains(name) ? null : calls.get(name);
                if (call != null) {
                    call.times.recordValue(now - call.sinceNanos);
                    call.boards.countDown();
                }
                shown.add(name);
            }
        }
        seen.clear();
        seen.addAll(shown);
    }

    private static JsonNode rows(String state) {
        try {
            return JSON.readTree(state).get("rows");
        } catch (IOException e) {
            throw new IllegalStateException("a board was told: " + state, e);
        }
    }
}
