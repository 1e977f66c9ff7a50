package motcua.bridge.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The golden frames that the firmware's tests read too. */
class FrameVectorsTest {
    private static final Path VECTORS = Path.of("../hardware/rating-pad/vectors/frames.txt");

    @Test
    void everyGoodFrameIsReadAndWrittenAsItStands() throws IOException {
        List<String> good = lines("good ");
        assertThat(good).hasSizeGreaterThan(40);
        for (String line : good) {
            String[] words = line.substring(0, line.indexOf(" :")).split(" ");
            Payload.Sender sender = Payload.Sender.valueOf(words[1].toUpperCase(Locale.ROOT));
            byte[] frame = bytes(line);
            FrameReader reader = new FrameReader(sender);

            List<PadMessage> read = readAll(reader, frame);

            assertThat(read).as(line).hasSize(1);
            assertThat(words(read.get(0)))
                    .as(line)
                    .isEqualTo(String.join(" ", Arrays.asList(words).subList(2, words.length)));
            assertThat(Frame.of(read.get(0))).as(line).isEqualTo(frame);
            assertThat(reader.badFrames()).as(line).isZero();
        }
    }

    @Test
    void everyBadFrameIsCountedOnceByEitherSideAndGivesNothing() throws IOException {
        List<String> bad = lines("bad ");
        assertThat(bad).hasSizeGreaterThan(60);
        for (String line : bad) {
            for (Payload.Sender sender : Payload.Sender.values()) {
                FrameReader reader = new FrameReader(sender);

                assertThat(readAll(reader, bytes(line))).as(line).isEmpty();

                assertThat(reader.badFrames()).as("%s, as %s", line, sender).isEqualTo(1);
            }
        }
    }

    @Test
    void anEmptyFrameIsNothing() {
        FrameReader reader = new FrameReader(Payload.Sender.PAD);
        assertThat(readAll(reader, new byte[100])).isEmpty();
        assertThat(reader.badFrames()).isZero();
    }

    @Test
    void theEchoOfTheHostsOwnFramesIsNoPad() throws IOException {
        FrameReader reader = new FrameReader(Payload.Sender.PAD);
        List<String> host = lines("good host ");
        for (String line : host) {
            assertThat(readAll(reader, bytes(line))).isEmpty();
        }
        assertThat(reader.badFrames()).isEqualTo(host.size());
    }

    private static List<String> lines(String start) throws IOException {
        return Files.readAllLines(VECTORS).stream()
                .filter(line -> line.startsWith(start))
                .toList();
    }

    private static byte[] bytes(String line) {
        return HexFormat.of().parseHex(line.substring(line.indexOf(" : ") + 3).strip());
    }

    static List<PadMessage> readAll(FrameReader reader, byte[] bytes) {
        List<PadMessage> read = new ArrayList<>();
        for (byte next : bytes) {
            PadMessage message = reader.take(next);
            if (message != null) {
                read.add(message);
            }
        }
        return read;
    }

    /** {@code PRESS seq=1,key=2,ageMs=3} */
    private static String words(PadMessage message) {
        String name = message.getClass().getSimpleName().toUpperCase(Locale.ROOT);
        String fields = Arrays.stream(message.getClass().getRecordComponents())
                .map(field -> field.getName() + "=" + value(message, field))
                .collect(Collectors.joining(","));
        return fields.isEmpty() ? name : name + " " + fields;
    }

    private static Object value(PadMessage message, RecordComponent field) {
        try {
            field.getAccessor().setAccessible(true);
            return field.getAccessor().invoke(message);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
