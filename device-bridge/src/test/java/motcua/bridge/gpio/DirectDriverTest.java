package motcua.bridge.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import motcua.bridge.health.DeviceState;
import motcua.bridge.health.DeviceState.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's own interface under a whole board, on a scripted kernel. A real one is in the acceptance tests. */
class DirectDriverTest {
    private static final GpioTiming QUICK = new GpioTiming(20, 10, 40);
    private static final int RISING = 1;
    private static final int FALLING = 2;
    private static final Optional<GpioRow> KEYS =
            Optional.of(GpioRow.parse("next-1=4, rate-2-1=6, debounce=15000, chip=pl061"));
    private static final Optional<GpioRow> LAMPS = Optional.of(GpioRow.parse("invite-1=1, invite-2=2, chip=pl061"));

    @TempDir
    Path devices;

    private final ScriptedKernel kernel = new ScriptedKernel();
    private final RecordingKeyListener told = new RecordingKeyListener();
    private GpioBoard board;

    @BeforeEach
    void makesAChip() throws IOException {
        kernel.chip(Files.createFile(devices.resolve("gpiochip0")), "9030000.pl061");
    }

    @AfterEach
    void closesAndLeavesNothing() {
        board.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("gpio"));
        assertThat(kernel.openFiles()).isZero();
    }

    @Test
    void linesAreTakenOnceWithPullUpAndTheKernelsOwnDebouncing() {
        open(LAMPS);
        assertThat(kernel.taken())
                .containsExactlyInAnyOrder(
                        // 0x124: input, falling edge, pull-up; 0x8: output
                        new ScriptedKernel.Taken("9030000.pl061", List.of(4, 6), 0x124, 15_000, 0b11, "motcua"),
                        new ScriptedKernel.Taken("9030000.pl061", List.of(1, 2), 0x8, 0, 0, "motcua"));
        assertThat(board.state().detail())
                .contains("Linux GPIO v2 on 9030000.pl061; not Pi4J: this is no Raspberry Pi's header");
    }

    @Test
    void aFallingEdgeIsAPressAtTheTimeThatTheKernelSays() {
        open(Optional.empty());
        kernel.edge(6, FALLING, System.nanoTime() - TimeUnit.SECONDS.toNanos(3));
        kernel.edge(6, RISING, System.nanoTime());
        kernel.edge(4, FALLING, System.nanoTime());
        await().until(() -> told.keys.size() == 2);
        assertThat(told.keys).containsExactly("rate-2-1", "next-1");
        assertThat(told.times.get(1) - told.times.get(0)).isCloseTo(3_000, within(500L));
        assertThat(told.threads).containsOnly("gpio");
    }

    @Test
    void edgesThatTheQueueDroppedAreCountedAndShown() {
        open(Optional.empty());
        kernel.edge(4, FALLING, System.nanoTime());
        kernel.overflow(7);
        kernel.edge(4, FALLING, System.nanoTime());
        await().until(() -> told.keys.size() == 2);
        assertThat(told.lost).containsExactly(7L);
        assertThat(board.state().condition()).isEqualTo(Condition.OK);
        assertThat(board.state().detail().orElseThrow()).endsWith("; 7 edges lost");
        assertThat(told.states).hasSize(2);
    }

    @Test
    void aSignalInTheMiddleIsNoFault() {
        open(Optional.empty());
        kernel.interrupt(3);
        kernel.edge(4, FALLING, System.nanoTime());
        await().until(() -> told.keys.size() == 1);
        assertThat(told.states).extracting(DeviceState::condition).containsExactly(Condition.OK);
    }

    @Test
    void lampsAreSetTogetherAndDarkInTheEnd() {
        open(LAMPS);
        board.lamps().set("invite-2", true);
        await().until(() -> kernel.outputs() == 0b10);
        board.lamps().set("invite-1", true);
        await().until(() -> kernel.outputs() == 0b11);
        board.lamps().set("invite-2", false);
        await().until(() -> kernel.outputs() == 0b01);
        board.close();
        List<Integer> set = kernel.levelsSet();
        assertThat(set.get(set.size() - 1)).isZero();
    }

    @Test
    void aChipThatGoesIsShownAndTakenAgainWhenItIsBack() {
        open(LAMPS);
        board.lamps().set("invite-1", true);
        await().until(() -> kernel.outputs() == 0b01);
        kernel.remove();
        await().until(() -> board.state().condition() == Condition.DOWN);
        kernel.giveBack();
        await().until(() -> board.state().condition() == Condition.OK);
        await().until(() -> kernel.outputs() == 0b01);
        kernel.edge(4, FALLING, System.nanoTime());
        await().until(() -> told.keys.size() == 1);
    }

    @Test
    void aLineThatSomethingElseUsesIsSaidAndTriedAgain() {
        kernel.refuse(LibC.EBUSY);
        start(LAMPS);
        await().until(() -> !told.states.isEmpty());
        assertThat(board.state().detail().orElseThrow())
                .startsWith("one of the lines [4, 6] of 9030000.pl061 is used by something else; nor with Pi4J: ");
        kernel.refuse(0);
        await().until(() -> board.state().condition() == Condition.OK);
    }

    private void open(Optional<GpioRow> lamps) {
        start(lamps);
        await().until(() -> board.state().condition() == Condition.OK);
    }

    private void start(Optional<GpioRow> lamps) {
        PinDriver noPi4j = (wiring, sink) -> {
            throw new AssertionError("Pi4J cannot drive this chip");
        };
        board = GpioBoard.open(
                Wiring.of(KEYS, lamps),
                told,
                () -> System.nanoTime() / 1_000_000,
                new DriverChoice(kernel, devices, noPi4j),
                QUICK);
    }
}
