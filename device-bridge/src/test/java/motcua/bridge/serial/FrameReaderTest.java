package motcua.bridge.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import motcua.bridge.serial.PadMessage.Hello;
import motcua.bridge.serial.PadMessage.Press;
import motcua.bridge.serial.PadMessage.Status;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void theCrcIsTheOneThatIsCalledIbm3740() {
        byte[] check = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(Crc16.of(check, check.length)).isEqualTo(0x29B1);
    }

    @Test
    void cobsGivesBackWhatItWasGivenAndHasNoZero() {
        for (int round = 0; round < 20_000; round++) {
            byte[] plain = new byte[random.nextInt(600)];
            int zeros = 1 + random.nextInt(300);
            for (int at = 0; at < plain.length; at++) {
                plain[at] = (byte) (random.nextInt(zeros) == 0 ? 0 : random.nextInt(256));
            }
            byte[] stuffed = Cobs.encode(plain);
            assertThat(stuffed).as("seed %d", seed).doesNotContain((byte) 0);
            assertThat(Cobs.decode(stuffed, stuffed.length)).as("seed %d", seed).isEqualTo(plain);
        }
    }

    @Test
    void findsEveryWholeFrameBehindAnyGarbage() {
        for (int round = 0; round < 20_000; round++) {
            FrameReader reader = new FrameReader(Payload.Sender.PAD);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            List<PadMessage> sent = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
                line.writeBytes(garbage(random.nextInt(200)));
                line.write(0);
                PadMessage message = message();
                sent.add(message);
                line.writeBytes(Frame.of(message));
            }
            List<PadMessage> read = FrameVectorsTest.readAll(reader, line.toByteArray());
            assertThat(read).as("seed %d", seed).containsSubsequence(sent);
        }
    }

    @Test
    void cutsDoublesAndFlipsCostTheirFrameAndGiveNoOther() {
        int whole = 0;
        int wrong = 0;
        int frames = 1_000_000;
        FrameReader reader = new FrameReader(Payload.Sender.PAD);
        for (int n = 0; n < frames; n++) {
            PadMessage message = message();
            byte[] hurt = hurt(Frame.of(message));
            long before = reader.badFrames();
            for (int at = 0; at <= hurt.length; at++) {
                PadMessage read = reader.take(at < hurt.length ? hurt[at] : 0);
                if (read != null && read.equals(message)) {
                    whole++;
                } else if (read != null) {
                    wrong++;
                }
            }
            // Three flipped bits may make three zeros, and these four frames of one.
            assertThat(reader.badFrames()).as("seed %d", seed).isBetween(before, before + 4);
        }
        System.out.printf("%d hurt frames: %d still whole, %d read wrong, seed %d%n", frames, whole, wrong, seed);
        // A flip in a length byte of COBS moves other bytes; a CRC of 16 bits misses one such frame in 65536.
        assertThat(wrong).as("seed %d", seed).isLessThanOrEqualTo(frames / 65_536);
    }

    private byte[] hurt(byte[] whole) {
        int at = random.nextInt(whole.length);
        ByteArrayOutputStream hurt = new ByteArrayOutputStream();
        switch (random.nextInt(4)) {
            case 0 -> { // bytes lost
                int to = at + 1 + random.nextInt(whole.length - at);
                hurt.write(whole, 0, at);
                hurt.write(whole, to, whole.length - to);
            }
            case 1 -> { // a byte doubled
                hurt.write(whole, 0, at + 1);
                hurt.write(whole, at, whole.length - at);
            }
            case 2 -> { // two or three bits flipped
                byte[] flipped = whole.clone();
                for (int flip = 1 + random.nextInt(2); flip >= 0; flip--) {
                    flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                }
                hurt.writeBytes(flipped);
            }
            default -> { // cut, and another frame starts
                hurt.write(whole, 0, at);
                hurt.write(0);
            }
        }
        return hurt.toByteArray();
    }

    private byte[] garbage(int length) {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            bytes[at] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private PadMessage message() {
        return switch (random.nextInt(3)) {
            case 0 ->
                new Hello(
                        random.nextInt(256),
                        random.nextInt(256),
                        random.nextInt(256),
                        random.nextInt(256),
                        random.nextInt(65536),
                        random.nextLong(1L << 32),
                        random.nextLong(1L << 32),
                        random.nextInt(256),
                        random.nextInt(65536),
                        random.nextInt(256));
            case 1 -> new Press(random.nextInt(65536), random.nextInt(256), random.nextLong(1L << 32));
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
}
