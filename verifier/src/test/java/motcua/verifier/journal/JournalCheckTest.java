package motcua.verifier.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalCheckTest {
    private static final KeyPair KEY = ForgedExport.newKey();
    private static final String SECOND = "00000000000000e2";

    @Test
    void followsSeveralEpochs() throws Exception {
        List<byte[]> lines = ForgedExport.of(10, KEY).all();
        lines.addAll(ForgedExport.of(5, SECOND, 2, ForgedExport.EPOCH, KEY).all());

        Findings found = check(lines);

        assertThat(found.records()).isEqualTo(15);
        assertThat(found.epochs()).extracting(Findings.Epoch::last).containsExactly(10L, 5L);
    }

    @Test
    void refusesEpochsThatDoNotFollowEachOther() {
        List<byte[]> one = ForgedExport.of(10, KEY).all();
        List<byte[]> two =
                ForgedExport.of(5, SECOND, 2, ForgedExport.EPOCH, KEY).all();

        assertFault(Fault.EPOCHS, 6, joined(two, one));
        assertFault(Fault.EPOCHS, 16, joined(one, joined(two, one)));
        assertFault(
                Fault.EPOCHS,
                11,
                joined(
                        one,
                        ForgedExport.of(5, SECOND, 2, "00000000000000ff", KEY).all()));
        assertFault(
                Fault.EPOCHS,
                11,
                joined(
                        one,
                        ForgedExport.of(5, SECOND, 1, ForgedExport.EPOCH, KEY).all()));
    }

    @Test
    void refusesAnotherKeyInALaterCheckpointOrEpoch() {
        List<byte[]> one = ForgedExport.of(10, KEY).all();
        List<byte[]> two = ForgedExport.of(5, SECOND, 2, ForgedExport.EPOCH, ForgedExport.newKey())
                .all();

        assertFault(Fault.KEY, 15, joined(one, two));
    }

    @Test
    void refusesAnotherKeyThanThePinnedOne() {
        Known known = new Known(ForgedExport.hex(ForgedExport.newKey()), 1, null, List.of(), false);

        assertThatThrownBy(() -> JournalCheck.of(
                        ForgedExport.stream(ForgedExport.of(10, KEY).all()), known))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fault()).isEqualTo(Fault.KEY));
    }

    @Test
    void refusesACheckpointSignedByAnotherKeyOrAboutAnotherPlace() {
        String other = "0".repeat(64);
        assertFault(
                Fault.SIGNATURE,
                3,
                opened().checkpoint(2, opened().hash(2), KEY, ForgedExport.newKey())
                        .all());
        assertFault(
                Fault.CHECKPOINT,
                3,
                opened().checkpoint(1, opened().hash(1), KEY, KEY).all());
        assertFault(Fault.CHECKPOINT, 3, opened().checkpoint(2, other, KEY, KEY).all());
    }

    @Test
    void saysHowManyRecordsNothingVouchesFor() throws Exception {
        Findings found = check(opened().press(3).press(4).all());

        assertThat(found.publicKey()).isNull();
        assertThat(found.epochs().get(0).unvouched()).isEqualTo(4);
    }

    @Test
    void aKnownHeadVouchesAndATailAlteredAgainstItIsFound() throws Exception {
        ForgedExport export = opened().press(3);
        Known known = Known.NOTHING.with(List.of(new Known.Head(null, 3, export.hash(3), "--head")));

        assertThat(JournalCheck.of(ForgedExport.stream(export.all()), known)
                        .epochs()
                        .get(0)
                        .unvouched())
                .isZero();
        List<byte[]> lines = export.all();
        lines.set(2, ForgedExport.withField(export.line(3), "wallMs", "5"));
        assertThat(check(lines).records()).as("not seen inside the file").isEqualTo(3);
        assertThatThrownBy(() -> JournalCheck.of(ForgedExport.stream(lines), known))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fault()).isEqualTo(Fault.HEAD));
    }

    @Test
    void aMissingLastEpochIsFoundWithAReceiptOfIt() {
        Known known = Known.NOTHING.with(List.of(new Known.Head(SECOND, 3, "0".repeat(64), "a receipt")));

        assertThatThrownBy(() -> JournalCheck.of(
                        ForgedExport.stream(ForgedExport.of(10, KEY).all()), known))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fault()).isEqualTo(Fault.TRUNCATED));
    }

    @Test
    void refusesNothingTornAndOversizeLines() {
        assertThatThrownBy(() -> check(List.of())).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> JournalCheck.of(new ByteArrayInputStream(opened().line(1)), Known.NOTHING))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.fault()).isEqualTo(Fault.TORN));
        assertFault(Fault.FORM, 2, joined(opened().lines(1, 1), List.of(new byte[5_000_000])));
        assertFault(Fault.FORM, 2, joined(opened().lines(1, 1), List.of(new byte[0])));
        assertFault(Fault.FORM, 2, joined(opened().lines(1, 1), List.of("a\tb".getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void refusesABodyWithoutItsMarks() {
        assertFault(
                Fault.FORM,
                2,
                booted().add("press", "\"practice\":false,\"simulated\":false").all());
        assertFault(
                Fault.FORM,
                2,
                booted().add("press", "\"practice\":false,\"salt\":\"" + "0".repeat(32) + "\"")
                        .all());
    }

    private static ForgedExport booted() {
        return new ForgedExport(ForgedExport.EPOCH, KEY).boot(1, null);
    }

    private static ForgedExport opened() {
        return booted().press(2);
    }

    private static List<byte[]> joined(List<byte[]> one, List<byte[]> two) {
        List<byte[]> both = new ArrayList<>(one);
        both.addAll(two);
        return both;
    }

    private static void assertFault(Fault fault, long line, List<byte[]> lines) {
        assertThatThrownBy(() -> check(lines)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.fault()).as(problem.text()).isEqualTo(fault);
            assertThat(problem.line()).as(problem.text()).isEqualTo(line);
        });
    }

    private static Findings check(List<byte[]> lines) throws Exception {
        return JournalCheck.of(ForgedExport.stream(lines), Known.NOTHING);
    }
}
