package motcua.contract.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import motcua.contract.Samples;
import motcua.contract.journal.Hash;
import motcua.contract.journal.RecordType;
import motcua.contract.json.CanonicalJson;
import motcua.contract.json.JsonBinding;
import org.junit.jupiter.api.Test;

class RecordBodyTest {

    @Test
    void everyTypeComesBackFromItsBytesWithAndWithoutOptionalFields() throws Exception {
        List<RecordBody> bodies = Stream.concat(Samples.bodies().stream(), Samples.sparseBodies().stream())
                .toList();
        for (RecordBody body : bodies) {
            ObjectNode tree = JsonBinding.toTree(body).put("salt", "0".repeat(32));

            RecordBody back = JsonBinding.fromBytes(
                    CanonicalJson.bytes(tree), RecordType.of(body).bodyClass());

            assertThat(back).isEqualTo(body);
        }
    }

    @Test
    void everyBodyHasATypeAndEveryTypeABody() {
        assertThat(Arrays.stream(RecordType.values()).<Class<?>>map(RecordType::bodyClass))
                .containsExactlyInAnyOrderElementsOf(bodyClasses());
        for (RecordType type : RecordType.values()) {
            assertThat(RecordType.named(type.wireName())).contains(type);
        }
    }

    @Test
    void noBodyUsesANameTheJournalAdds() {
        for (Class<?> body : bodyClasses()) {
            assertThat(Arrays.stream(body.getRecordComponents()).map(c -> c.getName()))
                    .as(body.getSimpleName())
                    .doesNotContain("salt", "practice", "simulated");
        }
    }

    @Test
    void refusesAPressThatCountsForNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> press(1, 1, null, Verdict.COUNTS, "a", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> press(1, 1, 1, Verdict.COUNTS, null, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> press(1, 0, 1, Verdict.COUNTS, "a", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> press(1, 6, 1, Verdict.COUNTS, "a", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> press(1, 1, 6, Verdict.COUNTS, "a", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> press(-1, 1, 1, Verdict.COUNTS, "a", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> press(1, 1, 1, Verdict.COUNTS, "a", 0));
    }

    @Test
    void refusesAVisitWithAProcedureTwiceOrANegativeTime() {
        assertThatIllegalArgumentException().isThrownBy(() -> visit(List.of("1.001193", "1.001193"), null));
        assertThatIllegalArgumentException().isThrownBy(() -> visit(List.of(), -1L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reasons("a", 1, 1, List.of("WAIT_LONG", "WAIT_LONG")));
    }

    @Test
    void aCheckpointSignsKioskEpochPlaceAndHead() {
        Hash head = new Hash("0".repeat(64));

        assertThat(new String(Checkpoint.signedBytes("k", "e", 7, head), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("motcua/v1/checkpoint\0k\0e\0" + "7\0" + head.hex());
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint(7, head, "00", "0".repeat(128)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint(7, head, "A".repeat(64), "0".repeat(128)));
    }

    private static List<Class<?>> bodyClasses() {
        return List.of(RecordBody.class.getPermittedSubclasses());
    }

    private static Press press(int counter, int key, Integer level, Verdict verdict, String service, int gen) {
        return new Press(
                counter, key, level, verdict, service, null, gen, PressSource.PAD, null, null, null, null, List.of());
    }

    private static Visit visit(List<String> procedures, Long waitMs) {
        return new Visit(1, null, null, Mode.VISIT, Kind.PROCEDURE, null, procedures, "HL5/1", waitMs, null);
    }
}
