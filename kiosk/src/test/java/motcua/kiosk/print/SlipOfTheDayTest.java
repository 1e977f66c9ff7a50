package motcua.kiosk.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Random;
import motcua.bridge.printer.EscPosPrinter;
import motcua.bridge.printer.PrinterCondition;
import motcua.bridge.printer.PrinterTiming;
import motcua.bridge.printer.Raster;
import motcua.bridge.simulated.VirtualPrinter;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.TicketOrigin;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.counter.Served;
import motcua.kiosk.journal.TestJournals;
import motcua.kiosk.queue.CountedFromRecords;
import motcua.kiosk.queue.DayCount;
import motcua.kiosk.queue.Ticket;
import motcua.kiosk.queue.TicketWish;
import motcua.kiosk.slip.DaySlip;
import motcua.kiosk.slip.PaperWidth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of the printer when the last clerk has gone, against the journal's own file. */
class SlipOfTheDayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final PrinterTiming TIMING = new PrinterTiming(5_000, 50, 5_000, 20_000, 20, 100);

    @TempDir
    private Path folder;

    private TestKiosk kiosk;
    private int wishes;

    @Test
    void itsFiguresAreThoseOfTheRecordsAndItsTwelveCharactersThoseOfTheChainInTheFile() throws Exception {
        DayCount counted;
        Raster printed;
        try (TestKiosk opened = TestKiosk.setUpWithTickets(folder);
                VirtualPrinter printer = VirtualPrinter.open(PaperWidth.MM_80.dots(), 0, new Random(1))) {
            kiosk = opened;
            kiosk.counters.signIn(1, "nguyen-thi-mau");
            for (int i = 0; i < 7; i++) {
                call(take());
                kiosk.tickets.finish(1, Served.UNKNOWN); // while practising
            }
            kiosk.counters.append(new PracticeChanged(false, "test"));
            kiosk.counters.screenOpened(1);
            aDayOfEveryKind();

            kiosk.prints.attach(
                    EscPosPrinter.open(printer.address(), kiosk.prints, TIMING, () -> System.nanoTime() / 1_000_000));
            await().atMost(PATIENCE)
                    .until(() -> kiosk.prints.state().orElseThrow().condition() == PrinterCondition.READY);
            kiosk.tickets.addListener(kiosk.issued);
            at("2026-11-23T17:03");
            kiosk.counters.signOut(kiosk.counters.session(1).orElseThrow());
            kiosk.tickets.tick();
            await().atMost(PATIENCE).until(() -> printer.slipsCut() == 1);
            printed = printer.lastSlip().orElseThrow();
            counted = CountedFromRecords.of(TestJournals.all(kiosk.journal)).on("2026-11-23");
        }

        assertThat(counted).isEqualTo(new DayCount("2026-11-23", 21, 5, 0, 1, 0, 3, 2, 0, 1, 4, 5, 7));
        Closed inFile = closedInFile();
        DaySlip expected = new DaySlip(
                "UBND xã Ví Dụ",
                LocalDate.of(2026, 11, 23),
                LocalDateTime.parse("2026-11-23T17:03"),
                21,
                3,
                2,
                0,
                1,
                4,
                5,
                6,
                7,
                inFile.seq,
                0,
                inFile.hash,
                true);
        assertThat(expected.shownHead().replace(" ", "")).isEqualTo(inFile.hash.substring(0, 12));
        assertThat(printed).isEqualTo(expected.draw(PaperWidth.MM_80).raster());
    }

    /** Three rated, two not, one with no device, four absent, five gone, one held, five waiting: no figure is twice. */
    private void aDayOfEveryKind() {
        for (int i = 0; i < 3; i++) {
            serve();
            kiosk.counters.screenPress(1, 1 + i);
            kiosk.clock.advance(Duration.ofMinutes(3));
            tick();
        }
        for (int i = 0; i < 2; i++) {
            serve();
            kiosk.clock.advance(Duration.ofMinutes(3));
            tick();
        }
        for (int i = 0; i < 4; i++) {
            call(take());
            kiosk.tickets.noShow(1);
        }
        for (int i = 0; i < 5; i++) {
            call(take());
            kiosk.tickets.left(1);
        }
        call(take());
        kiosk.tickets.hold(1);
        kiosk.counters.screenClosed(1);
        kiosk.counters.padState("mau-1", "DOWN", null);
        serve();
        kiosk.clock.advance(Duration.ofMinutes(3));
        tick();
        for (int i = 0; i < 5; i++) {
            take();
        }
    }

    private Ticket take() {
        return kiosk.tickets.issue(
                new TicketWish("w" + wishes++, "thu-tuc", null, null, false, TicketOrigin.DESK, false));
    }

    private void call(Ticket ticket) {
        kiosk.tickets.call(1, ticket.id(), false);
    }

    private void serve() {
        call(take());
        kiosk.clock.advance(Duration.ofMinutes(1));
        kiosk.tickets.finish(1, Served.UNKNOWN);
    }

    private void tick() {
        kiosk.counters.tick();
        kiosk.tickets.tick();
    }

    private void at(String local) {
        kiosk.counters.active(1);
        Instant then = LocalDateTime.parse(local).atZone(OfficeCalendar.HERE).toInstant();
        kiosk.clock.advance(Duration.between(Instant.ofEpochMilli(kiosk.clock.wallMs()), then));
        kiosk.counters.active(1);
        tick();
    }

    private record Closed(long seq, String hash) {}

    /** The record that closed the day, read from the database by nothing of ours. */
    private Closed closedInFile() throws Exception {
        Path file = folder.resolve("journal").resolve("journal.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT header FROM record ORDER BY id DESC")) {
            while (rows.next()) {
                byte[] header = rows.getBytes(1);
                String text = new String(header, StandardCharsets.UTF_8);
                if (text.contains("\"type\":\"day-closed\"")) {
                    MessageDigest sha = MessageDigest.getInstance("SHA-256");
                    sha.update((byte) 0);
                    String seq = text.replaceFirst(".*\"seq\":([0-9]+).*", "$1");
                    return new Closed(Long.parseLong(seq), HexFormat.of().formatHex(sha.digest(header)));
                }
            }
        }
        throw new AssertionError("no day was closed");
    }
}
