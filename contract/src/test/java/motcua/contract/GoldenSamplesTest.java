package motcua.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import motcua.contract.journal.RecordType;
import motcua.contract.json.JsonBinding;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Hello;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.Settings;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Status;
import motcua.contract.wire.Topics;
import org.junit.jupiter.api.Test;

/**
 * The wire of version 1 is what lies in {@code docs/samples/v1}, byte for byte. A red test here means that old kiosks and
 * servers no longer understand new ones: raise a version instead. {@code -Dsamples.write=true} writes the files anew.
 */
class GoldenSamplesTest {

    @Test
    void theWireIsStillTheOneOfTheSamples() throws Exception {
        for (Map.Entry<String, byte[]> each : Samples.files().entrySet()) {
            if (Boolean.getBoolean("samples.write")) {
                Files.createDirectories(Samples.folder());
                Files.write(Samples.folder().resolve(each.getKey()), each.getValue());
            }
            assertThat(text(Samples.stored(each.getKey()))).as(each.getKey()).isEqualTo(text(each.getValue()));
        }
    }

    @Test
    void theSamplesHaveEveryRecordType() throws Exception {
        Set<String> seen = Batch.decode(Samples.stored("journal.txt")).stream()
                .map(line -> line.record().header().type())
                .collect(Collectors.toSet());

        assertThat(seen)
                .isEqualTo(Arrays.stream(RecordType.values())
                        .map(RecordType::wireName)
                        .collect(Collectors.toSet()));
    }

    @Test
    void theStoredSamplesReadAsWhatTheyWereMadeFrom() throws Exception {
        assertThat(Batch.decode(Samples.stored("journal.txt")))
                .extracting(Batch.Line::record)
                .containsExactlyElementsOf(Samples.journal());
        assertThat(JsonBinding.fromBytes(Samples.stored("hello.json"), Hello.class))
                .isEqualTo(Samples.hello());
        assertThat(JsonBinding.fromBytes(Samples.stored("status.json"), Status.class))
                .isEqualTo(Samples.status());
        assertThat(JsonBinding.fromBytes(Samples.stored("settings.json"), Settings.class))
                .isEqualTo(Samples.settings());
        Receipt opened = SignedMessage.open(
                text(Samples.stored("public-key.txt")).strip(),
                Topics.down(Samples.KIOSK, Topics.Down.RECEIPT),
                Samples.stored("receipt-signed.json"),
                Receipt.class);
        assertThat(opened).usingRecursiveComparison().isEqualTo(Samples.receipt());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
