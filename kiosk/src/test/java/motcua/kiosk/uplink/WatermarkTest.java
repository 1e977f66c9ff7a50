package motcua.kiosk.uplink;

import static motcua.kiosk.uplink.Watermark.Effect.FORKED;
import static motcua.kiosk.uplink.Watermark.Effect.LOWERED;
import static motcua.kiosk.uplink.Watermark.Effect.RISEN;
import static motcua.kiosk.uplink.Watermark.Effect.SAME;
import static motcua.kiosk.uplink.Watermark.Effect.STALE;
import static motcua.kiosk.uplink.Watermark.Effect.UNPROVEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motcua.contract.journal.Hash;
import motcua.contract.wire.Receipt;
import motcua.kiosk.journal.StoredReceipt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules by which the kiosk believes a receipt, as a table. */
class WatermarkTest {
    private static final String KIOSK = "kiosk-1";
    private static final String EPOCH = "0123456789abcdef";
    private static final String NONCE = "aaaaaaaaaaaaaaaa";
    private static final Hash ORIGIN = Hash.origin(KIOSK, EPOCH);

    /**
     * Known: 1 to {@code known}, beyond it {@code knownRanges}. We hold 1 to {@code head}; with {@code whole} false, what is
     * above 50 was lost.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # what                                     known | ranges | head | whole | nonce   | contiguous | hash  | said ranges | quarantined || effect | done
            first receipt                             |   0 |       | 100 | true  | current |  40 | ours  |       |       | RISEN    | 1-40
            rises without a nonce                     |  40 |       | 100 | true  | none    |  60 | ours  |       |       | RISEN    | 1-60
            rises with an old nonce                   |  40 |       | 100 | true  | old     |  60 | ours  |       |       | RISEN    | 1-60
            the same again                            |  40 |       | 100 | true  | current |  40 | ours  |       |       | SAME     | 1-40
            another hash is a fork                    |  40 |       | 100 | true  | current |  60 | other |       |       | FORKED   | 1-40
            another hash with an old nonce too        |  40 |       | 100 | true  | old     |  60 | other |       |       | FORKED   | 1-40
            another hash below is a fork              |  40 |       | 100 | true  | current |  20 | other |       |       | FORKED   | 1-40
            more than our head is a fork              |  40 |       | 100 | true  | current | 101 | other |       |       | FORKED   | 1-40
            a range beyond our head is a fork         |  40 |       | 100 | true  | current |  40 | ours  | 101-101 |     | FORKED   | 1-40
            restored server lowers with our nonce     |  40 |       | 100 | true  | current |  20 | ours  |       |       | LOWERED  | 1-20
            restored server without anything          |  40 |       | 100 | true  | current |   0 | ours  |       |       | LOWERED  |
            an old nonce never lowers                 |  40 |       | 100 | true  | old     |  20 | ours  |       |       | STALE    | 1-40
            no nonce never lowers                     |  40 |       | 100 | true  | none    |   0 | ours  |       |       | STALE    | 1-40
            ranges need not be sent                   |  40 |       | 100 | true  | current |  40 | ours  | 60-70 |       | RISEN    | 1-40,60-70
            lost ranges are sent again                |  40 | 60-70 | 100 | true  | current |  40 | ours  |       |       | LOWERED  | 1-40
            an old receipt loses no ranges            |  40 | 60-70 | 100 | true  | old     |  40 | ours  |       |       | STALE    | 1-40,60-70
            an old receipt rises and keeps ranges     |  40 | 60-70 | 100 | true  | old     |  50 | ours  |       |       | RISEN    | 1-50,60-70
            an old receipt adds ranges                |  40 | 60-70 | 100 | true  | old     |  30 | ours  | 80-90 |       | RISEN    | 1-40,60-70,80-90
            quarantined is done                       |  40 |       | 100 | true  | current |  45 | ours  |       | 43-50 | RISEN    | 1-50
            quarantined beyond what we have           |  40 |       | 100 | true  | current |  40 | ours  |       | 99-120 | RISEN   | 1-40,99-120
            lost here, cannot be compared             |  40 |       | 100 | false | current |  60 | ours  |       |       | UNPROVEN | 1-40
            server has more than a salvage left       |  40 |       | 100 | false | current | 120 | ours  |       |       | UNPROVEN | 1-40
            salvaged part can be compared             |  40 |       | 100 | false | current |  50 | ours  |       |       | RISEN    | 1-50
            salvaged part is another branch           |  40 |       | 100 | false | current |  50 | other |       |       | FORKED   | 1-40
            nothing stored yet                        |   0 |       | 100 | true  | current |   0 | ours  |       |       | SAME     |
            """)
    void believes(
            String what,
            long known,
            String knownRanges,
            long head,
            boolean whole,
            String nonce,
            long contiguous,
            String hash,
            String ranges,
            String quarantined,
            Watermark.Effect effect,
            String done) {
        Watermark mark = new Watermark(new StoredReceipt(1, known, pairs(knownRanges), List.of(), 0));
        Hash named = hash.equals("ours") ? ourHash(contiguous) : ourHash(contiguous + 1_000);
        Receipt receipt = new Receipt(
                KIOSK,
                switch (nonce) {
                    case "current" -> NONCE;
                    case "old" -> "bbbbbbbbbbbbbbbb";
                    default -> "";
                },
                "cccccccccccccccc",
                EPOCH,
                contiguous,
                named,
                pairs(ranges),
                pairs(quarantined),
                0);

        Watermark.Effect actual = mark.take(
                receipt,
                NONCE,
                ORIGIN,
                head,
                whole,
                seq -> whole || seq <= 50 ? Optional.of(ourHash(seq)) : Optional.empty());

        assertThat(actual).as(what).isEqualTo(effect);
        SeqSet expected = new SeqSet();
        expected.addAll(pairs(done));
        assertThat(mark.done()).as(what).isEqualTo(expected);
        assertThat(List.of(RISEN, LOWERED, SAME, STALE, UNPROVEN, FORKED)).contains(actual);
    }

    private static Hash ourHash(long seq) {
        return seq == 0 ? ORIGIN : Hash.ofBody(("record " + seq).getBytes(StandardCharsets.US_ASCII));
    }

    private static List<long[]> pairs(String text) {
        List<long[]> pairs = new ArrayList<>();
        if (text != null) {
            for (String part : text.split(",")) {
                String[] ends = part.strip().split("-");
                pairs.add(new long[] {Long.parseLong(ends[0]), Long.parseLong(ends[1])});
            }
        }
        return pairs;
    }
}
