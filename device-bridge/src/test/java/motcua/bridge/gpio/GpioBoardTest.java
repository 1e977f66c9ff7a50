package motcua.bridge.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.spy;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import motcua.bridge.health.DeviceState;
import motcua.bridge.health.DeviceState.Condition;
import motcua.bridge.keys.KeyListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wiring of keys and lamps through Pi4J, on its mock providers, which start every input low. */
class GpioBoardTest {
    private static final GpioTiming QUICK = new GpioTiming(20, 10, 40);
    private static final GpioRow KEYS = GpioRow.parse("next-1=17, next-2=27, debounce=15000");
    private static final GpioRow LAMPS = GpioRow.parse("lamp-1=5, lamp-2=6");

    private final Recorder recorder = new Recorder();
    private volatile Context pi;
    private GpioBoard board;

    @AfterEach
    void closesAndLeavesNoThread() {
        if (board != null) {
            board.close();
            assertThat(board.state()).isNotNull();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("gpio"));
    }

    @Test
    void eachPushOfAKeyIsToldOnceOnTheBoardsThread() {
        open();
        input("next-1").mockState(DigitalState.HIGH);
        input("next-1").mockState(DigitalState.LOW);
        input("next-1").mockState(DigitalState.HIGH);
        input("next-2").mockState(DigitalState.HIGH);
        input("next-2").mockState(DigitalState.LOW);
        await().until(() -> recorder.keys.size() == 2);
        assertThat(recorder.keys).containsExactlyInAnyOrder("next-1", "next-2");
        assertThat(recorder.threads).containsOnly("gpio");
    }

    @Test
    void aKeyThatIsDownAtTheStartIsNoPressUntilReleased() {
        open(); // the mock starts low, which is "pressed"
        input("next-1").mockState(DigitalState.HIGH);
        input("next-1").mockState(DigitalState.LOW);
        await().until(() -> !recorder.keys.isEmpty());
        assertThat(recorder.keys).containsExactly("next-1");
    }

    @Test
    void linesAreAskedForWithPullUpAndDebounceInMicroseconds() {
        open();
        DigitalInputConfig config = input("next-2").config();
        assertThat(config.address()).isEqualTo(27);
        assertThat(config.pull()).isEqualTo(PullResistance.PULL_UP);
        assertThat(config.debounce()).isEqualTo(15_000);
    }

    @Test
    void lampsAreLitAndDarkWhenTheKioskEnds() {
        open();
        board.lamps().set("lamp-2", true);
        await().until(() -> output("lamp-2").isHigh());
        assertThat(output("lamp-1").isLow()).isTrue();
        DigitalOutput lit = output("lamp-2");
        board.close();
        assertThat(lit.isLow()).isTrue();
        assertThatThrownBy(() -> board.lamps().set("lamp-9", true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pinsThatCannotBeHadAreAStateThatIsTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        board = GpioBoard.open(
                Optional.of(KEYS),
                Optional.of(LAMPS),
                recorder,
                GpioBoardTest::now,
                chip -> {
                    if (tries.incrementAndGet() < 4) {
                        throw new IOException("no GPIO chip \"" + chip + "\"");
                    }
                    return mock();
                },
                QUICK);
        board.lamps().set("lamp-1", true); // before there is a lamp
        await().until(() -> board.state().condition() == Condition.OK);
        assertThat(recorder.states).extracting(DeviceState::condition).containsExactly(Condition.DOWN, Condition.OK);
        assertThat(recorder.states.get(0).detail()).contains("no GPIO chip \"pinctrl\"");
        await().until(() -> output("lamp-1").isHigh());
    }

    @Test
    void anErrorOfPi4jIsAStateToo() {
        board = GpioBoard.open(
                Optional.of(KEYS),
                Optional.empty(),
                recorder,
                GpioBoardTest::now,
                chip -> {
                    throw new UnsatisfiedLinkError("no library for this machine");
                },
                QUICK);
        await().until(() -> !recorder.states.isEmpty());
        assertThat(board.keys().state().detail()).contains("no library for this machine");
    }

    @Test
    void linesThatCannotBeTakenAreGivenBackAndTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        List<Context> taken = new CopyOnWriteArrayList<>();
        board = GpioBoard.open(
                Optional.of(KEYS),
                Optional.empty(),
                recorder,
                GpioBoardTest::now,
                chip -> {
                    Context context = spy(mock());
                    taken.add(context);
                    if (tries.incrementAndGet() == 1) {
                        doThrow(new Pi4JException("line 17 is busy"))
                                .when(context)
                                .create(any(DigitalInputConfig.class));
                    }
                    return context;
                },
                QUICK);
        await().until(() -> board.state().condition() == Condition.OK);
        assertThat(recorder.states.get(0).detail()).contains("line 17 is busy");
        assertThat(taken.get(0).isShutdown()).isTrue();
    }

    @Test
    void aListenerThatFailsDoesNotEndTheKeys() {
        recorder.failures.set(1);
        open();
        for (int push = 0; push < 2; push++) {
            input("next-1").mockState(DigitalState.HIGH);
            input("next-1").mockState(DigitalState.LOW);
        }
        await().until(() -> recorder.keys.size() == 1);
        assertThat(board.state().condition()).isEqualTo(Condition.OK);
    }

    @Test
    void aChipIsFoundByItsLabelAndSaysWhatThereIsInstead(@TempDir Path noChips) throws IOException {
        assertThatThrownBy(() -> new GpioChips(noChips).check("pinctrl-rp1"))
                .isInstanceOf(IOException.class)
                .hasMessage("no GPIO chip \"pinctrl-rp1\"; there is no chip at all");
        Files.writeString(noChips.resolve("gpiochip0"), "no chip");
        assertThatThrownBy(() -> new GpioChips(noChips).check("pinctrl-rp1"))
                .hasMessageContaining("gpiochip0")
                .hasMessageContaining("group gpio");
    }

    @Test
    void aLineIsEitherAKeyOrALamp() {
        GpioRow lamps = GpioRow.parse("lamp-1=17");
        assertThatThrownBy(() -> GpioBoard.open(
                        Optional.of(KEYS), Optional.of(lamps), recorder, GpioBoardTest::now, chip -> mock(), QUICK))
                .hasMessage("line 17 is both the key next-1 and the lamp lamp-1");
    }

    private void open() {
        board = GpioBoard.open(
                Optional.of(KEYS), Optional.of(LAMPS), recorder, GpioBoardTest::now, chip -> mock(), QUICK);
        await().until(() -> board.state().condition() == Condition.OK);
    }

    private Context mock() {
        Context context = Pi4J.newContextBuilder()
                .add(MockDigitalInputProvider.newInstance(), MockDigitalOutputProvider.newInstance())
                .build();
        pi = context;
        return context;
    }

    private MockDigitalInput input(String key) {
        DigitalInput input = pi.registry().get("key-" + key);
        return (MockDigitalInput) input;
    }

    private DigitalOutput output(String lamp) {
        return pi.registry().get("lamp-" + lamp);
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private static final class Recorder implements KeyListener {
        private final List<String> keys = new CopyOnWriteArrayList<>();
        private final List<String> threads = new CopyOnWriteArrayList<>();
        private final List<DeviceState> states = new CopyOnWriteArrayList<>();
        private final AtomicInteger failures = new AtomicInteger();

        @Override
        public void onKey(String key, long upMs) {
            threads.add(Thread.currentThread().getName());
            if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                throw new IllegalStateException("a bug of the listener");
            }
            keys.add(key);
        }

        @Override
        public void onState(DeviceState state) {
            states.add(state);
        }
    }
}
