package motcua.load.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import motcua.contract.body.Press;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.WindowExpired;
import motcua.contract.journal.Hash;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.MalformedJson;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Batch;
import motcua.load.chain.Chain;
import org.junit.jupiter.api.Test;

class SampleHistoryTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 10, 5);

    private final List<JournalRecord> records = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(7);
    private final Chain chain = new Chain("mau-cu", SigningKey.generate(), random);

    private void playTwoWeeks() {
        new SampleHistory(chain, random, records::add).play(MONDAY, MONDAY.plusDays(13));
    }

    @Test
    void everyRecordLinksToTheOneBeforeAndIsMarkedAsSimulated() throws MalformedJson {
        playTwoWeeks();
        Hash before = Hash.origin("mau-cu", chain.epoch());
        long seq = 0;
        for (JournalRecord each : records) {
            assertThat(each.header().prev()).isEqualTo(before);
            assertThat(each.header().seq()).isEqualTo(++seq);
            assertThat(each.body().get("simulated").booleanValue()).isTrue();
            assertThat(each.body().get("practice").booleanValue()).isFalse();
            before = each.hash();
        }
        assertThat(seq).isEqualTo(chain.seq()).isGreaterThan(1_000);
    }

    @Test
    void everyVisitEndsWithAPressOrWithTheReasonOfItsSilence() throws MalformedJson {
        playTwoWeeks();
        Set<String> finished = new HashSet<>();
        Set<String> ended = new HashSet<>();
        for (JournalRecord each : records) {
            switch (each.header().type()) {
                case "service-finished" ->
                    finished.add(each.body(ServiceFinished.class).service());
                case "press" -> ended.add(each.body(Press.class).service());
                case "window-expired" ->
                    ended.add(each.body(WindowExpired.class).service());
                default -> {
                    // other records are of no service
                }
            }
        }
        assertThat(ended).isEqualTo(finished);
    }

    @Test
    void anExportedFileReadsBackAsTheSameRecords() {
        playTwoWeeks();
        assertThat(Batch.decode(Batch.encode(records)))
                .extracting(Batch.Line::record)
                .isEqualTo(records);
    }

    @Test
    void nothingHappensOnAWeekend() {
        new SampleHistory(chain, random, records::add).play(MONDAY.plusDays(5), MONDAY.plusDays(6));
        assertThat(records).isEmpty();
    }
}
