package motcua.acceptance.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import motcua.bridge.printer.EscPosPrinter;
import motcua.bridge.printer.JobResult;
import motcua.bridge.printer.JobResult.Outcome;
import motcua.bridge.printer.PrintJob;
import motcua.bridge.printer.PrinterTiming;
import motcua.bridge.printer.Raster;
import motcua.bridge.printer.RasterPng;
import motcua.bridge.simulated.VirtualPrinter;
import motcua.kiosk.slip.DaySlip;
import motcua.kiosk.slip.PaperWidth;
import motcua.kiosk.slip.Slip;
import motcua.kiosk.slip.TicketSlip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What citizens hold in their hands, as bytes brought it to paper, read by others. */
class TicketOnPaperTest {
    private static final URI LOOK_UP = URI.create("https://motcua.example/x/vi-du");
    /** What a slip's code says that goes without, as it would be higher than 90 mm. */
    private static final String NO_ROOM = "";

    private static final Path PICTURES = Path.of("target", "slips");

    @TempDir
    Path folder;

    private static TicketSlip ticket(
            String label, boolean priority, boolean reprint, boolean practising, boolean large) {
        return new TicketSlip(
                "00000000000000a1",
                "UBND xã Ví Dụ",
                label,
                "Chứng thực",
                List.of(1, 2, 3),
                7,
                new TicketSlip.Wait(15, 25),
                LocalDateTime.of(2025, 9, 15, 8, 42),
                priority,
                reprint,
                practising,
                false,
                large,
                LOOK_UP);
    }

    /** Prints through the real driver: wide paper over TCP, narrow paper over a terminal as if by USB. */
    private Raster printed(Raster raster, int numberTop, PaperWidth paper) throws Exception {
        try (VirtualPrinter printer = paper == PaperWidth.MM_58
                        ? VirtualPrinter.openOnUsb(paper.dots(), 0, folder.resolve("lp0"), new Random(1))
                        : VirtualPrinter.open(paper.dots(), 0, new Random(1));
                EscPosPrinter driver = EscPosPrinter.open(
                        printer.address(),
                        state -> {},
                        new PrinterTiming(10_000, 1_000, 20_000, 60_000, 50, 200),
                        () -> System.nanoTime() / 1_000_000)) {
            JobResult result =
                    driver.print(new PrintJob("a", raster, numberTop)).get(120, TimeUnit.SECONDS);
            assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.PRINTED);
            assertThat(printer.mistakes()).isEmpty();
            return printer.lastSlip().orElseThrow();
        }
    }

    private PaperJudge.Reading read(Slip slip, String label, PaperWidth paper, String name) throws Exception {
        Raster out = printed(slip.raster(), slip.numberTop(), paper);
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + "-" + paper + ".png"), RasterPng.of(out));
        return new PaperJudge(folder).read(out, slip, label);
    }

    private static void assertReadable(PaperJudge.Reading reading, String label) {
        assertReadable(reading, label, LOOK_UP.toString());
    }

    /** @param code what its QR code says, empty if it must have none */
    private static void assertReadable(PaperJudge.Reading reading, String label, String code) {
        System.out.println(reading);
        assertThat(reading.wrong()).isEmpty();
        assertThat(reading.worst()).isLessThanOrEqualTo(PaperJudge.LIMIT);
        assertThat(reading.number()).isEqualTo(label);
        assertThat(reading.code()).as("QR code").isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(PaperWidth.class)
    void aTicketIsReadWithAllItsToneMarksItsNumberAndItsCode(PaperWidth paper) throws Exception {
        PaperJudge.Reading reading =
                read(ticket("A020", false, false, false, false).draw(paper), "A020", paper, "ticket");
        assertReadable(reading, "A020");
        assertThat(reading.lines()).isGreaterThanOrEqualTo(9);
    }

    @ParameterizedTest
    @EnumSource(PaperWidth.class)
    void aPriorityTicketInPracticePrintedAgainIsRead(PaperWidth paper) throws Exception {
        assertReadable(
                read(ticket("K103", true, true, true, false).draw(paper), "K103", paper, "priority-reprint"),
                "K103",
                NO_ROOM);
    }

    /** The printer stops right below the number, or the number comes out of the next roll with nothing of what stands above it. */
    @ParameterizedTest
    @EnumSource(PaperWidth.class)
    void aPieceOfACopyThatShowsTheNumberIsReadAsACopy(PaperWidth paper) throws Exception {
        Slip copy = ticket("A020", false, true, false, false).draw(paper);
        Slip.Line number = copy.lines().stream()
                .filter(line -> line.text().equals("A020"))
                .findFirst()
                .orElseThrow();
        Slip upper = piece(copy, 0, number.y() + number.height());
        assertReadable(read(upper, "A020", paper, "copy-upper"), "A020", "");
        assertThat(upper.lines()).extracting(Slip.Line::text).contains("(Bản in lại)");
        Slip lower = piece(copy, number.y(), copy.raster().height());
        assertReadable(
                read(lower, "A020", paper, "copy-lower"),
                "A020",
                paper == PaperWidth.MM_58 ? NO_ROOM : LOOK_UP.toString());
        assertThat(lower.lines()).extracting(Slip.Line::text).contains("(Bản in lại)");
    }

    /** Some rows of a slip and the lines that are whole on them. */
    private static Slip piece(Slip slip, int from, int to) {
        List<Slip.Line> lines = slip.lines().stream()
                .filter(line -> line.y() >= from && line.y() + line.height() <= to)
                .map(line -> new Slip.Line(line.text(), line.x(), line.y() - from, line.width(), line.height()))
                .toList();
        Raster rows = new Raster(slip.raster().width(), slip.raster().rows(from, to));
        return new Slip(rows, Math.max(0, slip.numberTop() - from), lines);
    }

    @ParameterizedTest
    @EnumSource(PaperWidth.class)
    void aTicketInLargePrintIsRead(PaperWidth paper) throws Exception {
        assertReadable(
                read(ticket("C987", false, false, false, true).draw(paper), "C987", paper, "large"), "C987", NO_ROOM);
    }

    @ParameterizedTest
    @EnumSource(PaperWidth.class)
    void scenario38AFourthDigitIsRead(PaperWidth paper) throws Exception {
        assertReadable(
                read(
                        ticket("A1234", paper == PaperWidth.MM_80, false, false, false)
                                .draw(paper),
                        "A1234",
                        paper,
                        "four-digits"),
                "A1234");
    }

    @ParameterizedTest
    @EnumSource(PaperWidth.class)
    void aDaySlipIsRead(PaperWidth paper) throws Exception {
        DaySlip day = new DaySlip(
                "UBND xã Ví Dụ",
                LocalDate.of(2025, 9, 15),
                LocalDateTime.of(2025, 9, 15, 17, 6),
                63,
                41,
                13,
                2,
                2,
                3,
                1,
                1,
                4,
                48_871,
                0,
                "9c417e02b8d51f6a03e7c92b5d80a4f16e3d20b7f8941c5e7a06d3b248ef915c",
                false);
        assertReadable(read(day.draw(paper), "none", paper, "day"), "", "");
    }

    @Test
    void aTicketStrippedOfItsToneMarksFailsBeforeTheSameJudge() throws Exception {
        Slip slip = ticket("A020", false, false, false, false).draw(PaperWidth.MM_80);
        Raster marked = retyped(slip, text -> text);
        assertThat(new PaperJudge(folder)
                        .read(printed(marked, 0, PaperWidth.MM_80), slip, "A020")
                        .wrong())
                .as("lines typed again, with their marks")
                .isEmpty();
        PaperJudge.Reading stripped = new PaperJudge(folder)
                .read(printed(retyped(slip, TicketOnPaperTest::withoutMarks), 0, PaperWidth.MM_80), slip, "A020");
        System.out.println(stripped);
        long withMarks = slip.lines().stream()
                .filter(line -> !withoutMarks(line.text()).equals(line.text()))
                .count();
        assertThat(withMarks).isGreaterThanOrEqualTo(9);
        assertThat(stripped.wrong()).hasSize((int) withMarks);
        assertThat(stripped.worst()).isGreaterThan(PaperJudge.LIMIT);
    }

    private static String withoutMarks(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('đ', 'd')
                .replace('Đ', 'D');
    }

    /** The slip's lines set anew in its font at their places, spelt otherwise. */
    private static Raster retyped(Slip slip, UnaryOperator<String> spelling) throws Exception {
        Font font;
        try (InputStream file = TicketSlip.class.getResourceAsStream("/slip/BeVietnamPro_700Bold.ttf")) {
            font = Font.createFont(Font.TRUETYPE_FONT, file);
        }
        int width = slip.raster().width();
        BufferedImage sheet = new BufferedImage(width, slip.raster().height(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, sheet.getHeight());
        pen.setColor(Color.BLACK);
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        for (Slip.Line line : slip.lines()) {
            float size = line.height() / 1.4f;
            pen.setFont(font.deriveFont(size));
            String text = spelling.apply(line.text());
            while (pen.getFontMetrics().stringWidth(text) > line.width()) {
                size -= 0.5f;
                pen.setFont(font.deriveFont(size));
            }
            pen.drawString(text, line.x() + 2, line.y() + line.height() * 0.76f);
        }
        pen.dispose();
        byte[] dots = new byte[width / 8 * sheet.getHeight()];
        for (int y = 0; y < sheet.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                if (sheet.getRaster().getSample(x, y, 0) < 128) {
                    dots[y * (width / 8) + x / 8] |= (byte) (0x80 >> (x % 8));
                }
            }
        }
        return new Raster(width, dots);
    }
}
