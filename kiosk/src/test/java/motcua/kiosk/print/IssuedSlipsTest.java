package motcua.kiosk.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import motcua.bridge.printer.EscPosPrinter;
import motcua.bridge.printer.JobResult;
import motcua.bridge.printer.PrinterTiming;
import motcua.bridge.printer.Raster;
import motcua.bridge.simulated.VirtualPrinter;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.PrintResult;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketPrinted;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.TestJournals;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketState;
import motcua.kiosk.queue.TicketWish;
import motcua.kiosk.queue.Tickets;
import motcua.kiosk.slip.PaperWidth;
import motcua.kiosk.slip.TicketSlip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the wish for a number to the paper with it. */
class IssuedSlipsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void aTicketThatIsTakenComesOutAndIsLiveWithItsPaperAndOneForNobodyHereDoesNot() throws Exception {
        SteppedClock clock = SteppedClock.at(TestJournals.MORNING);
        List<TicketPrinted> printed = new CopyOnWriteArrayList<>();
        try (Journal journal = TestJournals.open(folder, clock);
                VirtualPrinter printer = VirtualPrinter.open(576, 0, new Random(1))) {
            Counters counters = new Counters(journal::append, journal::gen, () -> now(clock), new Random(5));
            Tickets tickets = new Tickets(counters, () -> now(clock), moment -> Optional.empty());
            counters.join((at, body) -> {
                if (body instanceof TicketPrinted copy) {
                    printed.add(copy);
                }
            });
            try (PrintDesk desk =
                    new PrintDesk(counters, PaperWidth.MM_80, 50_000, () -> System.nanoTime() / 1_000_000)) {
                IssuedSlips slips = new IssuedSlips(
                        tickets,
                        counters,
                        desk,
                        () -> now(clock),
                        () -> false,
                        true,
                        () -> java.util.Optional.of(URI.create("https://motcua.example/x")),
                        () -> new IssuedSlips.Chain(9, 0, "ab".repeat(32)));
                tickets.addListener(slips);
                counters.append(settings());
                desk.attach(EscPosPrinter.open(
                        printer.address(),
                        desk,
                        new PrinterTiming(5_000, 100, 5_000, 20_000, 20, 100),
                        () -> System.nanoTime() / 1_000_000));

                tickets.issue(wish("absent", TicketOrigin.PROXY));
                Ticket ticket = tickets.issue(wish("here", TicketOrigin.SCREEN));
                await().atMost(PATIENCE).until(() -> !printed.isEmpty());
                assertThat(printed)
                        .extracting(TicketPrinted::ticket, TicketPrinted::result)
                        .containsExactly(org.assertj.core.groups.Tuple.tuple(ticket.id(), PrintResult.PRINTED));
                assertThat(tickets.ticket(ticket.id()).orElseThrow().state()).isEqualTo(TicketState.WAITING);
                TicketSlip first = slips.slip(ticket, false);
                assertThat(first.office()).isEqualTo("UBND xã Thử");
                assertThat(first.label()).isEqualTo(ticket.label());
                assertThat(first.counters()).containsExactly(1, 2);
                assertThat(first.issuedAt()).isEqualTo("2026-11-23T07:30");
                assertThat(first.simulated()).isTrue();

                slips.reprint(ticket, true);
                await().atMost(PATIENCE).until(() -> printed.size() == 2);
                slips.dayClosed(tickets.today());
                await().atMost(PATIENCE).until(() -> printer.slipsCut() == 3);
                List<Raster> expected = new ArrayList<>(List.of(
                        slips.slip(ticket, true)
                                .asReprint()
                                .draw(PaperWidth.MM_80)
                                .raster(),
                        slips.day(tickets.today()).draw(PaperWidth.MM_80).raster()));
                assertThat(printer.slips().subList(1, 3)).isEqualTo(expected);

                Ticket large = tickets.issue(
                        new TicketWish("large", "thu-tuc", null, "Hộ tịch", false, TicketOrigin.SCREEN, false, true));
                await().atMost(PATIENCE).until(() -> printed.size() == 3);
                assertThat(printer.lastSlip().orElseThrow())
                        .as("in large print because it was wished for so")
                        .isEqualTo(
                                slips.slip(large, true).draw(PaperWidth.MM_80).raster());

                long used = desk.paperLeft().usedMm();
                assertThat(desk.tryOut(slips.trial()).orElseThrow().outcome()).isEqualTo(JobResult.Outcome.PRINTED);
                assertThat(printer.slips().get(4))
                        .isEqualTo(slips.trial().draw(PaperWidth.MM_80).raster());
                assertThat(printed).as("a trial is no ticket").hasSize(3);
                assertThat(desk.paperLeft().usedMm()).as("a trial costs paper").isGreaterThan(used);
            }
        }
    }

    private static TicketWish wish(String wish, TicketOrigin origin) {
        return new TicketWish(wish, "thu-tuc", null, "Hộ tịch", false, origin, false);
    }

    private static SettingsApplied settings() {
        return new SettingsApplied(
                1,
                "LOCAL",
                new SettingsApplied.Office("xa-thu", "UBND xã Thử"),
                List.of(
                        new SettingsApplied.Counter(1, "Một", Mode.TICKET),
                        new SettingsApplied.Counter(2, "Hai", Mode.TICKET)),
                List.of(),
                "HL5/1",
                120_000,
                List.of(new SettingsApplied.Queue(
                        "thu-tuc", "A", "K", "Thủ tục", Kind.PROCEDURE, List.of(1, 2), null)));
    }

    private static Moment now(SteppedClock clock) {
        return new Moment(clock.boot(), clock.upMs(), clock.wallMs(), true);
    }
}
