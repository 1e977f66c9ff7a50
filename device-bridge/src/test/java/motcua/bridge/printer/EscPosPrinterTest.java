package motcua.bridge.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import motcua.bridge.printer.JobResult.Outcome;
import motcua.bridge.simulated.PrinterFault;
import motcua.bridge.simulated.VirtualPrinter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver against a printer that is strict about every byte. */
class EscPosPrinterTest {
    /** Short pauses, and patience where a busy machine needs it. */
    static final PrinterTiming QUICK = new PrinterTiming(2_000, 50, 3_000, 10_000, 20, 100);

    private static final int NUMBER_TOP = 60;

    private final Heard heard = new Heard();
    private EscPosPrinter driver;
    private VirtualPrinter printer;

    @AfterEach
    void close() throws IOException {
        if (driver != null) {
            driver.close();
        }
        if (printer != null) {
            printer.close();
        }
    }

    private static long upMs() {
        return System.nanoTime() / 1_000_000;
    }

    private void open(VirtualPrinter opened) {
        printer = opened;
        driver = EscPosPrinter.open(opened.address(), heard, QUICK, EscPosPrinterTest::upMs);
    }

    /** Dots with white margins, and with what spells commands in the middle. */
    static Raster dots(int width, int height, long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[width / 8 * height];
        for (int i = 0; i < bytes.length; i++) {
            boolean white = i / (width / 8) % 40 < 5 || i % (width / 8) >= width / 8 - 4;
            bytes[i] = white ? 0 : (byte) (0x81 | random.nextInt(256));
        }
        return new Raster(width, bytes);
    }

    private JobResult print(Raster raster) throws Exception {
        return driver.print(new PrintJob("a", raster, Math.min(NUMBER_TOP, raster.height())))
                .get(60, TimeUnit.SECONDS);
    }

    private void await(PrinterCondition condition) throws InterruptedException {
        heard.until(() -> driver.state().condition() == condition);
    }

    @ParameterizedTest
    @ValueSource(ints = {384, 576})
    void aSlipComesOutDotForDotAndIsCutOff(int width) throws Exception {
        open(VirtualPrinter.open(width, 0, new Random(1)));
        Raster slip = dots(width, 333, 7);
        JobResult result = print(slip);
        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.PRINTED);
        assertThat(result.numberSent()).isTrue();
        assertThat(result.millimetres()).isEqualTo(42 + EscPos.KNIFE_MM);
        assertThat(printer.slips()).containsExactly(slip);
        assertThat(printer.mistakes()).isEmpty();
        assertThat(driver.state().badBytes()).isZero();
        assertThat(heard.rows).last().isEqualTo(333);
    }

    @Test
    void dotsThatSpellACommandArePrintedAndNotObeyed() throws Exception {
        open(VirtualPrinter.open(384, 0, new Random(1)));
        byte[] bytes = new byte[48 * 30];
        byte[][] spells = {{0x10, 4, 1}, {0x10, 4, 2}, {0x10, 0x14, 8}, {0x10, 5, 2}, {0x1B, '@'}, {0x1D, 'r', 1}};
        for (int i = 0; i < spells.length; i++) {
            System.arraycopy(spells[i], 0, bytes, i * 48 * 4 + 5, spells[i].length);
        }
        bytes[48 * 24 - 1] = 0x10; // the end of a band, and the next one begins with another command
        Raster slip = new Raster(384, bytes);
        assertThat(print(slip).outcome()).isEqualTo(Outcome.PRINTED);
        Raster out = printer.lastSlip().orElseThrow();
        int added = 0;
        for (int y = 0; y < slip.height(); y++) {
            for (int x = 0; x < slip.width(); x++) {
                assertThat(out.black(x, y) || !slip.black(x, y)).isTrue();
                added += out.black(x, y) == slip.black(x, y) ? 0 : 1;
            }
        }
        assertThat(added).isEqualTo(4);
        assertThat(driver.state().badBytes()).isZero();
        assertThat(printer.mistakes()).isEmpty();
    }

    @Test
    void eachConditionIsSeenAndOneWithoutPaperRefusesAtOnce() throws Exception {
        open(VirtualPrinter.open(384, 0, new Random(1)));
        await(PrinterCondition.READY);
        for (PrinterCondition each : new PrinterCondition[] {
            PrinterCondition.PAPER_LOW,
            PrinterCondition.PAPER_OUT,
            PrinterCondition.COVER_OPEN,
            PrinterCondition.OFFLINE
        }) {
            printer.become(each);
            await(each);
            if (!each.prints()) {
                assertThat(print(dots(384, 100, 1)))
                        .satisfies(result -> assertThat(result.outcome()).isEqualTo(Outcome.NOT_PRINTED))
                        .satisfies(result -> assertThat(result.numberSent()).isFalse())
                        .satisfies(result -> assertThat(result.millimetres()).isZero());
            }
        }
        printer.become(PrinterCondition.PAPER_LOW);
        await(PrinterCondition.PAPER_LOW);
        assertThat(print(dots(384, 100, 1)).outcome()).isEqualTo(Outcome.PRINTED);
        assertThat(printer.slips()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(PrinterFault.class)
    void afterAFaultInTheMiddleTheNextSlipComesOutWhole(PrinterFault fault) throws Exception {
        open(VirtualPrinter.open(576, 0, new Random(2)));
        await(PrinterCondition.READY);
        printer.faultAt(6_000, fault, 200);
        JobResult result = print(dots(576, 300, 3));
        assertThat(result.outcome()).as("%s", result).isNotEqualTo(Outcome.PRINTED);
        assertThat(result.numberSent()).isTrue();
        printer.become(PrinterCondition.READY);
        await(PrinterCondition.READY);
        Raster next = dots(576, 120, 4);
        assertThat(print(next).outcome()).isEqualTo(Outcome.PRINTED);
        Raster out = printer.lastSlip().orElseThrow();
        assertThat(out.rows(out.height() - next.height(), out.height())).isEqualTo(next.rows(0, next.height()));
        assertThat(printer.mistakes()).isEmpty();
    }

    /** Everything was sent and a look found nothing wrong; only the question behind the slip finds that it is not cut off. */
    @ParameterizedTest
    @EnumSource(names = {"PAPER_OUT", "STALL", "GARBAGE", "UNPLUG"})
    void aSlipThatWasSentButNotCutOffIsNotSaidToBePrinted(PrinterFault fault) throws Exception {
        printer = VirtualPrinter.open(384, 0, new Random(2));
        PrinterTiming seldom = new PrinterTiming(2_000, 60_000, 3_000, 4_000, 20, 100); // no looks in between
        driver = EscPosPrinter.open(printer.address(), heard, seldom, EscPosPrinterTest::upMs);
        await(PrinterCondition.READY);
        Raster slip = dots(384, 100, 3);
        long before = printer.received();
        assertThat(print(slip).outcome()).isEqualTo(Outcome.PRINTED);
        int afterTheCut = EscPos.CUT.length + EscPos.DONE_MARK.length + 3 * EscPos.ask(1).length;
        printer.faultAt(printer.received() - before - afterTheCut, fault, 0);
        JobResult result = print(slip);
        assertThat(printer.slipsCut()).isEqualTo(fault == PrinterFault.GARBAGE ? 2 : 1);
        assertThat(result.outcome())
                .as("%s", result)
                .isEqualTo(fault == PrinterFault.PAPER_OUT ? Outcome.NOT_PRINTED : Outcome.UNKNOWN);
        assertThat(result.numberSent()).isTrue();
    }

    @Test
    void beforeTheNumberTheNumberIsNotSent() throws Exception {
        open(VirtualPrinter.open(576, 0, new Random(2)));
        await(PrinterCondition.READY);
        printer.faultAt(300, PrinterFault.COVER_OPEN, 0);
        JobResult result = print(dots(576, 300, 3));
        assertThat(result.outcome()).isEqualTo(Outcome.NOT_PRINTED);
        assertThat(result.numberSent()).isFalse();
        assertThat(result.detail().orElseThrow()).startsWith("COVER_OPEN");
    }

    @Test
    void aPrinterThatAnswersNonsenseIsAnErrorAndItsBytesAreCounted() throws Exception {
        open(VirtualPrinter.open(384, 0, new Random(5)));
        await(PrinterCondition.READY);
        printer.faultAt(1, PrinterFault.GARBAGE, 0);
        await(PrinterCondition.ERROR);
        assertThat(driver.state().badBytes()).isPositive();
        assertThat(driver.state().detail().orElseThrow()).contains("nonsense");
        printer.become(PrinterCondition.READY);
        await(PrinterCondition.READY);
    }

    @Test
    void aPrinterThatSaysNothingBackIsPrintedOnAndItsSlipsAreUnknown() throws Exception {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread mute = new Thread(() -> swallow(door), "mute-printer");
            mute.start();
            driver = EscPosPrinter.open(
                    PrinterAddress.parse("tcp:127.0.0.1:" + door.getLocalPort()),
                    heard,
                    QUICK,
                    EscPosPrinterTest::upMs);
            heard.until(() -> !heard.states.isEmpty());
            assertThat(heard.states.get(0).condition()).isEqualTo(PrinterCondition.UNKNOWN);
            JobResult result = print(dots(384, 100, 1));
            assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(result.numberSent()).isTrue();
        }
    }

    private static void swallow(ServerSocket door) {
        try (Socket socket = door.accept();
                InputStream in = socket.getInputStream()) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the test is over
        }
    }

    @Test
    void aPrinterOnADeviceFileIsFoundAgainAfterItWasPluggedInElsewhere(@TempDir Path folder) throws Exception {
        driver = EscPosPrinter.open(
                PrinterAddress.parse("usb:" + folder + "/lp*"), heard, QUICK, EscPosPrinterTest::upMs);
        await(PrinterCondition.OFFLINE);
        Raster slip = dots(576, 200, 3);
        for (String file : new String[] {"lp0", "lp1"}) {
            try (VirtualPrinter here = VirtualPrinter.openOnUsb(576, 0, folder.resolve(file), new Random(9))) {
                await(PrinterCondition.READY);
                assertThat(print(slip).outcome()).isEqualTo(Outcome.PRINTED);
                assertThat(here.slips()).containsExactly(slip);
                assertThat(here.mistakes()).isEmpty();
            }
            await(PrinterCondition.OFFLINE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {384, 576})
    void slipsComeOutDotForDotOverATerminal(int width, @TempDir Path folder) throws Exception {
        open(VirtualPrinter.openOnSerialPort(width, 0, folder.resolve("ttyS9"), new Random(4)));
        await(PrinterCondition.READY);
        Raster[] slips = {dots(width, 333, 7), dots(width, 120, 8), dots(width, 24, 9)};
        for (Raster slip : slips) {
            assertThat(print(slip).outcome()).isEqualTo(Outcome.PRINTED);
        }
        assertThat(printer.slips()).containsExactly(slips);
        assertThat(printer.mistakes()).isEmpty();
        assertThat(driver.state().badBytes()).isZero();
    }

    @ParameterizedTest
    @EnumSource(PrinterFault.class)
    void overATerminalTheNextSlipAfterAFaultInTheMiddleComesOutWhole(PrinterFault fault, @TempDir Path folder)
            throws Exception {
        open(VirtualPrinter.openOnSerialPort(576, 0, folder.resolve("ttyS9"), new Random(2)));
        await(PrinterCondition.READY);
        printer.faultAt(6_000, fault, 4_000);
        JobResult result = print(dots(576, 300, 3));
        assertThat(result.outcome()).as("%s", result).isNotEqualTo(Outcome.PRINTED);
        if (fault != PrinterFault.POWER_CYCLE) {
            printer.become(PrinterCondition.READY);
        }
        await(PrinterCondition.READY);
        Raster next = dots(576, 120, 4);
        assertThat(print(next).outcome()).isEqualTo(Outcome.PRINTED);
        Raster out = printer.lastSlip().orElseThrow();
        assertThat(out.rows(out.height() - next.height(), out.height())).isEqualTo(next.rows(0, next.height()));
        assertThat(printer.mistakes()).isEmpty();
    }

    @Test
    void aSerialPrinterThatRestartsInTheMiddlePrintsNoLetters(@TempDir Path folder) throws Exception {
        open(VirtualPrinter.openOnSerialPort(384, 115_200, folder.resolve("ttyS9"), new Random(9)));
        await(PrinterCondition.READY);
        printer.faultAt(2_000, PrinterFault.POWER_CYCLE, 1_000);
        JobResult result = print(dots(384, 200, 3));
        assertThat(result.outcome()).isEqualTo(Outcome.NOT_PRINTED);
        heard.until(() -> heard.states.stream().anyMatch(each -> each.condition() == PrinterCondition.OFFLINE));
        await(PrinterCondition.READY);
        Raster whole = dots(384, 100, 3);
        assertThat(print(whole).outcome()).isEqualTo(Outcome.PRINTED);
        Raster out = printer.lastSlip().orElseThrow();
        assertThat(out.rows(out.height() - whole.height(), out.height())).isEqualTo(whole.rows(0, whole.height()));
        assertThat(printer.mistakes()).isEmpty();
    }

    @Test
    void fiftyLossesOfTheLineLeakNoThreadAndTheCloseEndsWhatWaits() throws Exception {
        open(VirtualPrinter.open(384, 0, new Random(1)));
        long threads = Thread.activeCount();
        for (int i = 0; i < 50; i++) {
            printer.become(PrinterCondition.OFFLINE);
            await(PrinterCondition.OFFLINE);
            printer.become(PrinterCondition.READY);
            await(PrinterCondition.READY);
        }
        assertThat((long) Thread.activeCount()).isLessThanOrEqualTo(threads);
        driver.close();
        assertThat(print(dots(384, 100, 1)).outcome()).isEqualTo(Outcome.NOT_PRINTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usb",
                "usb:dev/lp0",
                "usb:/dev/*/lp0",
                "serial:/dev/ttyS0@1200",
                "serial:/dev/ttyS0@x",
                "tcp:host",
                "tcp::9100",
                "tcp:host:0",
                "tcp:host:70000",
                "lpt1"
            })
    void anAddressThatIsNoneIsRefused(String text) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> PrinterAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
