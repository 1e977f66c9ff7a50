package motcua.bridge.serial;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import motcua.bridge.serial.PadMessage.Ack;
import motcua.bridge.serial.PadMessage.Hello;
import motcua.bridge.serial.PadMessage.Press;
import motcua.bridge.serial.PadMessage.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that say anything at all, at the speed of memory, and break, and come back. */
class HostileLineTest {
    private static final SerialTiming QUICK = new SerialTiming(10, 50, 20, 500, 200, 1_000, 5, 20);
    private static final int FRAMES = 40_000;

    @TempDir
    Path folder;

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);
    private final RecordingListener listener = new RecordingListener();

    @Test
    void whateverAPortSaysAPadOnItIsServedAfterwards() throws Exception {
        Path port = Files.createFile(folder.resolve("port-a"));
        HostileLine line = new HostileLine();
        try (SerialPads pads = SerialPads.open(
                List.of(port.toString()),
                listener,
                () -> System.nanoTime() / 1_000_000,
                QUICK,
                path -> line.open(),
                new Random(seed))) {
            await().atMost(120, SECONDS).until(() -> line.framesLeft.get() == 0);
            line.calm = true;
            await().atMost(30, SECONDS).until(() -> line.acknowledged);
            assertThat(pads.pads()).as("seed %d", seed).hasSizeLessThan(300);
        }
        System.out.printf("%d frames of a hostile line, %d breaks, seed %d%n", FRAMES, line.breaks.get(), seed);
        assertThat(listener.stored)
                .as("seed %d", seed)
                .allSatisfy(press -> assertThat(press.key()).isBetween(1, 6));
    }

    private Hello hello(long padId, long epoch) {
        return new Hello(1, 1, 0, 1, random.nextInt(4), padId, epoch, random.nextInt(65), 0, random.nextInt(256));
    }

    private PadMessage message() {
        return switch (random.nextInt(6)) {
            case 0 -> hello(random.nextLong(1L << 32), random.nextLong(1L << 32));
            case 1 -> hello(random.nextInt(3), random.nextInt(3));
            case 2 -> new Hello(random.nextInt(3), 0, 0, 0, 0, 1, 1, 0, 0, 0);
            case 3, 4 -> new Press(random.nextInt(65536), random.nextInt(10), random.nextLong(1L << 32));
            default ->
                new Status(
                        random.nextLong(1L << 32),
                        random.nextInt(256),
                        random.nextInt(256),
                        random.nextInt(256),
                        random.nextInt(256),
                        random.nextInt(65536),
                        random.nextInt(65536),
                        random.nextInt(256));
        };
    }

    /** One port that is opened again and again. */
    private final class HostileLine {
        private final AtomicInteger framesLeft = new AtomicInteger(FRAMES);
        private final AtomicInteger breaks = new AtomicInteger();
        private volatile boolean calm;
        private volatile boolean acknowledged;

        SerialLine open() throws IOException {
            if (!calm && random.nextInt(10) == 0) {
                throw new IOException("not now");
            }
            FrameReader reader = new FrameReader(Payload.Sender.HOST);
            return new SerialLine() {
                @Override
                public int read(byte[] into) throws IOException {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    if (calm) {
                        bytes.writeBytes(Frame.of(new Hello(1, 1, 0, 1, 9, 77, 78, 1, 0, 0)));
                        bytes.writeBytes(Frame.of(new Press(5, 3, 0)));
                    } else {
                        int frames = random.nextInt(8);
                        framesLeft.updateAndGet(left -> Math.max(0, left - frames));
                        for (int n = 0; n < frames; n++) {
                            byte[] frame = Frame.of(message());
                            if (random.nextInt(3) == 0) {
                                frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
                            }
                            bytes.write(frame, 0, random.nextInt(20) == 0 ? frame.length / 2 : frame.length);
                        }
                        if (random.nextInt(1_000) == 0) {
                            breaks.incrementAndGet();
                            if (random.nextBoolean()) {
                                throw new IllegalStateException("a bug");
                            }
                            throw new IOException("broken");
                        }
                    }
                    byte[] all = bytes.toByteArray();
                    int count = Math.min(all.length, into.length);
                    System.arraycopy(all, 0, into, 0, count);
                    return count;
                }

                @Override
                public void write(byte[] bytes) throws IOException {
                    if (!calm && bytes.length > 8 && breaks.get() % 7 == 3) {
                        throw new IOException("cannot write");
                    }
                    for (byte next : bytes) {
                        PadMessage message = reader.take(next);
                        if (calm && message instanceof Ack ack && ack.seq() == 5) {
                            acknowledged = true;
                        }
                    }
                }

                @Override
                public void close() {}
            };
        }
    }
}
