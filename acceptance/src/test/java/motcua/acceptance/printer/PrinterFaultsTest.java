package motcua.acceptance.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import motcua.acceptance.printer.FaultLane.Form;
import motcua.acceptance.printer.FaultLane.Hit;
import motcua.acceptance.printer.FaultLane.Line;
import motcua.bridge.simulated.PrinterFault;
import motcua.kiosk.slip.PaperWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault of a printer at every byte of a ticket, on both widths, over TCP and over a serial line, from the queue's door on; and pairs
 * of faults. The quick form samples the bytes; the long form takes a range of them with {@code -Dmotcua.bytes=FROM-TO} and appends a line of
 * JSON to {@code -Dmotcua.result=FILE}. {@code -Dmotcua.seed=N} repeats the choices of a run.
 */
class PrinterFaultsTest {
    /** Most of a fault's time is waiting for a silent printer, so that many can wait at once. */
    private static final int LANES = 8;

    private static final int LANES_OF_THE_LONG_FORM = 10;
    /** Faults of a kind in a quick run, for each width and line: in the ticket, and in its last bytes. */
    private static final int SAMPLES = 3;

    /** Two faults in a row, for each width and line. */
    private static final int PAIRS = 5;
    /** Where it is decided whether a ticket is printed. */
    private static final int LAST_BYTES = 24;

    private static final List<PrinterFault> FAULTS = List.of(PrinterFault.values());

    @TempDir
    Path folder;

    @Test
    void noFaultLosesANumberOrPutsItOnTwoPapersThatLookAlike() throws Exception {
        long seed = Long.getLong("motcua.seed", new Random().nextInt());
        String range = System.getProperty("motcua.bytes");
        System.out.println(
                "printer faults at bytes " + (range == null ? "sampled" : range) + ", -Dmotcua.seed=" + seed);
        Map<PaperWidth, Long> bytes = measured(seed);
        List<Callable<FaultTally>> lanes = new ArrayList<>();
        Random random = new Random(seed);
        int count = range == null ? LANES : LANES_OF_THE_LONG_FORM;
        int cases = 0;
        for (PaperWidth paper : PaperWidth.values()) {
            for (Line line : Line.values()) {
                long length = bytes.get(paper);
                List<List<Hit>> todo = range == null ? sampled(length, random) : all(range, length, random);
                cases += todo.size();
                lanes.addAll(lanes(new Form(paper, line), todo, count, seed));
            }
        }
        FaultTally tally = run(lanes);
        String json = "{\"name\":\"printer-faults\",\"date\":\"" + Instant.now().truncatedTo(ChronoUnit.SECONDS)
                + "\",\"machine\":\"2 vCPU VM\",\"seed\":" + seed + ",\"bytesOfATicket\":"
                + bytes.values().stream().mapToLong(Long::longValue).max().orElseThrow() + ",\"bytes\":\""
                + (range == null ? "sampled" : range) + "\",\"forms\":" + lanes.size() / count + "," + tally.json()
                + "}\n";
        System.out.print(json);
        keep(json);
        assertThat(tally.wrong()).isEmpty();
        assertThat(tally.lost() + tally.twoAlike() + tally.unmarked() + tally.tooSoon() + tally.unwritten())
                .isZero();
        assertThat(tally.tickets()).isEqualTo(cases);
        assertThat(tally.ratings()).as("ratings meanwhile").isEqualTo(cases);
        assertThat(tally.slowestMs()).as("ms until ready again").isLessThanOrEqualTo(3_000);
        if (range == null) {
            assertThat(tally.faults()).as("faults that happened").isGreaterThan(cases * 3L / 4);
            assertThat(tally.meanwhile())
                    .as("ratings before it was known what became of the slip")
                    .isPositive();
            assertThat(tally.marked()).as("copies that say so").isPositive();
            assertThat(tally.unknown()).as("of which nobody knows").isPositive();
        }
    }

    private Map<PaperWidth, Long> measured(long seed) throws Exception {
        Map<PaperWidth, Long> bytes = new EnumMap<>(PaperWidth.class);
        for (PaperWidth paper : PaperWidth.values()) {
            try (FaultLane lane = new FaultLane(new Form(paper, Line.TCP), folder.resolve("measure-" + paper), seed)) {
                bytes.put(paper, lane.bytesOfATicket());
            }
        }
        return bytes;
    }

    private static List<List<Hit>> sampled(long bytes, Random random) {
        List<List<Hit>> cases = new ArrayList<>();
        for (PrinterFault fault : PrinterFault.values()) {
            for (int i = 0; i < SAMPLES; i++) {
                cases.add(List.of(new Hit(
                        fault, i < SAMPLES - 1 ? random.nextLong(bytes) : bytes - 1 - random.nextLong(LAST_BYTES))));
            }
        }
        for (int i = 0; i < PAIRS; i++) {
            cases.add(pair(any(random), random.nextLong(bytes), bytes, random));
        }
        return cases;
    }

    private static List<Hit> pair(PrinterFault first, long offset, long bytes, Random random) {
        return List.of(new Hit(first, offset), new Hit(any(random), random.nextLong(bytes)));
    }

    private static PrinterFault any(Random random) {
        return FAULTS.get(random.nextInt(FAULTS.size()));
    }

    /** Each fault at each byte of the range, and a pair at each sixth byte. */
    private static List<List<Hit>> all(String range, long bytes, Random random) {
        String[] ends = range.split("-");
        List<List<Hit>> cases = new ArrayList<>();
        for (long offset = Long.parseLong(ends[0]); offset < Math.min(bytes, Long.parseLong(ends[1])); offset++) {
            for (PrinterFault fault : FAULTS) {
                cases.add(List.of(new Hit(fault, offset)));
            }
            if (offset % FAULTS.size() == 0) {
                cases.add(pair(any(random), offset, bytes, random));
            }
        }
        return cases;
    }

    private List<Callable<FaultTally>> lanes(Form form, List<List<Hit>> cases, int count, long seed) {
        AtomicInteger next = new AtomicInteger();
        List<Callable<FaultTally>> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            lanes.add(() -> {
                Path own = folder.resolve(form.paper() + "-" + form.line() + "-" + number);
                try (FaultLane lane = new FaultLane(form, own, seed + number)) {
                    for (int at = next.getAndIncrement(); at < cases.size(); at = next.getAndIncrement()) {
                        lane.run(cases.get(at));
                    }
                    return lane.end();
                } catch (Throwable e) {
                    next.set(cases.size());
                    throw e;
                }
            });
        }
        return lanes;
    }

    private static FaultTally run(List<Callable<FaultTally>> lanes) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
        try {
            FaultTally all = FaultTally.NOTHING;
            for (Future<FaultTally> each : threads.invokeAll(lanes)) {
                all = all.plus(each.get());
            }
            return all;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        } finally {
            threads.shutdown();
            threads.awaitTermination(2, TimeUnit.MINUTES);
        }
    }

    private static void keep(String json) throws IOException {
        String file = System.getProperty("motcua.result");
        if (file != null) {
            Files.writeString(
                    Path.of(file), json, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
