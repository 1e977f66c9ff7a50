package motcua.acceptance.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line between kiosk and broker fails in every way it can while people press and a backlog drains. */
class PartitionsTest {
    /** Faults of the quick form; {@code script/long/network-faults} asks for more. */
    private static final int FAULTS = Integer.getInteger("motcua.partitions", 7);

    /** Bits a second; slow enough for faults to fall into the backlog's drain. */
    private static final long USUAL_RATE = 600_000;

    @TempDir
    Path folder;

    private enum Fault {
        GOODBYE,
        RESET,
        REFUSED,
        PAUSED,
        SLOW,
        NARROW,
        SILENT
    }

    @Test
    void whateverTheLineDoesNothingIsLostAndNothingComesTwice() throws Exception {
        long seed = Long.getLong("motcua.seed", System.nanoTime());
        System.out.println("PartitionsTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        try (NetworkedOffice office = NetworkedOffice.embedded(folder, "dut-mang")) {
            AtomicInteger copies = new AtomicInteger();
            office.backlog(1_500, seed);
            office.line().tamper(() -> new Repeats(random.split(), copies));
            office.line().rate(USUAL_RATE);
            office.startKiosk();
            try (Citizens citizens = Citizens.pressingAt(office)) {
                for (int i = 0; i < FAULTS; i++) {
                    Fault fault = Fault.values()[i % Fault.values().length];
                    long before = office.stored();
                    happen(fault, office.line(), random);
                    int pressed = office.presses();
                    await("presses go on during " + fault)
                            .atMost(Duration.ofSeconds(30))
                            .pollInterval(Duration.ofMillis(10))
                            .until(() -> office.presses() > pressed + 2);
                    mend(fault, office.line());
                    awaitProgress(fault, office, before);
                }
                citizens.stop();
            }
            office.line().heal();
            office.awaitDrained();
            assertThat(office.line().accepted()).as("connections").isGreaterThan(FAULTS / 2);
            assertThat(copies.get()).as("publishes that were delivered twice").isGreaterThan(FAULTS);
            office.checkInvariant();
        }
    }

    private static void happen(Fault fault, FaultProxy line, SplittableRandom random) {
        switch (fault) {
            case GOODBYE -> line.cut(false);
            case RESET -> line.cut(true);
            case REFUSED -> {
                line.refuse(true);
                line.cut(true);
            }
            case PAUSED -> line.pause();
            case SLOW -> line.delay(Duration.ofMillis(100 + random.nextLong(400)));
            case NARROW -> line.rate(16_000 + random.nextLong(100_000));
            case SILENT -> line.halfOpen();
        }
    }

    private static void mend(Fault fault, FaultProxy line) {
        switch (fault) {
            case GOODBYE, RESET -> {}
            case REFUSED -> line.refuse(false);
            case PAUSED -> line.resume();
            case SLOW -> line.delay(Duration.ZERO);
            case NARROW -> line.rate(USUAL_RATE);
            case SILENT -> line.cut(true); // what the kiosk does itself after a minute; StallTest waits for that
        }
    }

    private static void awaitProgress(Fault fault, NetworkedOffice office, long before) {
        await("records arrive after " + fault)
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> office.stored() > before);
    }

    /** Presses, one after the other, on a thread of their own. */
    private static final class Citizens implements AutoCloseable {
        private final NetworkedOffice office;
        private final AtomicBoolean going = new AtomicBoolean(true);
        private final CountDownLatch gone = new CountDownLatch(1);
        private final AtomicReference<Exception> failure = new AtomicReference<>();

        private Citizens(NetworkedOffice office) {
            this.office = office;
        }

        static Citizens pressingAt(NetworkedOffice office) {
            Citizens citizens = new Citizens(office);
            new Thread(citizens::press, "citizens").start();
            return citizens;
        }

        private void press() {
            try {
                for (int i = 0; going.get(); i++) {
                    office.press(1 + i % 5);
                    gone.await(20, TimeUnit.MILLISECONDS); // people take their time
                }
            } catch (IOException | InterruptedException e) {
                failure.set(e);
            } finally {
                gone.countDown();
            }
        }

        void stop() throws Exception {
            going.set(false);
            assertThat(gone.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(failure.get()).isNull();
        }

        @Override
        public void close() {
            going.set(false);
        }
    }
}
