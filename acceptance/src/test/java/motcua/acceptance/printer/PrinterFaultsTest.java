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
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import motcua.bridge.simulated.PrinterFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault of a printer at every byte of a ticket. The quick form samples the bytes; the long form takes a range of them with {@code
 * -Dmotcua.bytes=FROM-TO} and appends a line of JSON to {@code -Dmotcua.result=FILE}. {@code -Dmotcua.seed=N} repeats a quick run.
 */
class PrinterFaultsTest {
    /** Most of a fault's time is waiting for a silent printer, so that many can wait at once. */
    private static final int LANES = 12;

    private static final int LANES_OF_THE_LONG_FORM = 32;

    private static final int SAMPLES = 12;

    @TempDir
    Path folder;

    private record Case(PrinterFault fault, long offset) {}

    @Test
    void noFaultLosesANumberOrPutsItOnTwoPapersThatLookAlike() throws Exception {
        long seed = Long.getLong("motcua.seed", new Random().nextInt());
        long bytes;
        try (FaultLane lane = new FaultLane(folder.resolve("measure"), seed)) {
            bytes = lane.bytesOfATicket();
        }
        String range = System.getProperty("motcua.bytes");
        List<Case> cases = range == null ? sampled(bytes, seed) : all(range, bytes);
        FaultLane.Tally tally = inLanes(cases, range == null ? LANES : LANES_OF_THE_LONG_FORM, seed);
        String json = "{\"name\":\"printer-faults\",\"date\":\"" + Instant.now().truncatedTo(ChronoUnit.SECONDS)
                + "\",\"machine\":\"2 vCPU VM\",\"seed\":" + seed + ",\"bytesOfATicket\":" + bytes + ",\"bytes\":\""
                + (range == null ? "sampled" : range) + "\",\"tickets\":" + tally.tickets() + ",\"faults\":"
                + tally.faults() + ",\"markedCopies\":" + tally.marked() + ",\"unknown\":" + tally.unknown()
                + ",\"notPrinted\":" + tally.refused() + ",\"slowestRecoveryMs\":" + tally.slowestMs()
                + ",\"ratings\":" + tally.ratings() + ",\"slowestPressMs\":" + tally.slowestPressMs()
                + ",\"lost\":0,\"twoAlike\":0}\n";
        System.out.print(json);
        keep(json);
        assertThat(tally.tickets()).isEqualTo(cases.size());
        assertThat(tally.ratings()).as("ratings meanwhile").isEqualTo(cases.size());
        if (range == null) {
            assertThat(tally.faults()).isGreaterThan(cases.size() * 3L / 4);
            assertThat(tally.marked()).as("copies that say so").isPositive();
            assertThat(tally.slowestPressMs())
                    .as("ms from a press to its record")
                    .isLessThanOrEqualTo(1_000);
        }
        assertThat(tally.slowestMs()).as("ms until ready again").isLessThanOrEqualTo(3_000);
    }

    private static List<Case> sampled(long bytes, long seed) {
        System.out.println("printer faults at sampled bytes of " + bytes + ", -Dmotcua.seed=" + seed);
        Random random = new Random(seed);
        List<Case> cases = new ArrayList<>();
        for (PrinterFault fault : PrinterFault.values()) {
            for (int i = 0; i < SAMPLES; i++) {
                // One in each part of the ticket, and the last bytes, where it is decided whether it is printed.
                long offset = i < SAMPLES - 3
                        ? bytes * i / (SAMPLES - 3) + random.nextLong(bytes / (SAMPLES - 3))
                        : bytes - 1 - random.nextLong(24);
                cases.add(new Case(fault, offset));
            }
        }
        return cases;
    }

    private static List<Case> all(String range, long bytes) {
        String[] ends = range.split("-");
        List<Case> cases = new ArrayList<>();
        for (long offset = Long.parseLong(ends[0]); offset < Math.min(bytes, Long.parseLong(ends[1])); offset++) {
            for (PrinterFault fault : PrinterFault.values()) {
                cases.add(new Case(fault, offset));
            }
        }
        return cases;
    }

    private FaultLane.Tally inLanes(List<Case> cases, int count, long seed) throws Exception {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<FaultLane.Tally>> lanes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                lanes.add(threads.submit(() -> {
                    try (FaultLane lane = new FaultLane(folder.resolve("lane-" + number), seed + number)) {
                        for (int at = next.getAndIncrement(); at < cases.size(); at = next.getAndIncrement()) {
                            lane.run(cases.get(at).fault, cases.get(at).offset);
                        }
                        return lane.tally();
                    }
                }));
            }
            FaultLane.Tally all = FaultLane.Tally.NOTHING;
            for (Future<FaultLane.Tally> each : lanes) {
                all = all.plus(each.get());
            }
            return all;
        } catch (ExecutionException e) {
            next.set(cases.size());
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
