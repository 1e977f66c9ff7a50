package motcua.load.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import motcua.contract.body.DayClosed;
import motcua.contract.body.Mode;
import motcua.contract.body.Press;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketIssued;
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
    void itIsTheOfficeOfTheDemoWithTicketsCalledInTheirOrder() throws MalformedJson {
        playTwoWeeks();
        Map<String, TicketIssued> issued = new HashMap<>();
        Map<String, Integer> last = new HashMap<>();
        Map<String, Integer> days = new TreeMap<>();
        int served = 0;
        int notThere = 0;
        for (JournalRecord each : records) {
            switch (each.header().type()) {
                case "ticket-issued" -> {
                    TicketIssued ticket = each.body(TicketIssued.class);
                    issued.put(ticket.ticket(), ticket);
                    days.merge(String.valueOf(ticket.day()), 1, Integer::sum);
                }
                case "ticket-called" -> {
                    TicketIssued ticket =
                            issued.get(each.body(TicketCalled.class).ticket());
                    assertThat(ticket.number())
                            .as("%s on %s", ticket.label(), ticket.day())
                            .isEqualTo(last.merge(ticket.day() + ticket.letter(), 1, Integer::sum));
                }
                case "service-finished" -> {
                    ServiceFinished finished = each.body(ServiceFinished.class);
                    assertThat(finished.visit().mode()).isEqualTo(Mode.TICKET);
                    assertThat(finished.visit().waitMs()).isPositive();
                    assertThat(issued).containsKey(finished.ticket());
                    served++;
                }
                case "ticket-no-show" -> notThere++;
                case "day-closed" -> {
                    DayClosed day = each.body(DayClosed.class);
                    assertThat(day.issued())
                            .isEqualTo(days.get(String.valueOf(day.day())))
                            .isEqualTo(day.rated() + day.notRated() + day.deviceDown() + day.noShow());
                }
                default -> {
                    // of no ticket
                }
            }
        }
        assertThat(served + notThere).isEqualTo(issued.size());
        assertThat(SampleOffice.settings().counters())
                .extracting(SettingsApplied.Counter::mode)
                .containsOnly(Mode.TICKET);
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
