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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import motcua.bridge.health.DeviceState;
import motcua.bridge.health.DeviceState.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The wiring of keys and lamps through Pi4J, on its mock providers, which start every input low. */
class GpioBoardTest {
    private static final GpioTiming QUICK = new GpioTiming(20, 10, 40);
    private static final GpioRow KEYS = GpioRow.parse("next-1=17, next-2=27, debounce=15000");
    private static final Wiring BOTH = Wiring.of(Optional.of(KEYS), Optional.of(GpioRow.parse("lamp-1=5, lamp-2=6")));

    /** Each change of a level comes a second after the one before, unless a test says otherwise. */
    private final AtomicLong betweenChangesNs = new AtomicLong(1_000_000_000);

    private final AtomicLong lastChangeNs = new AtomicLong();
    private final RecordingKeyListener recorder = new RecordingKeyListener();
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
    void bouncesThatPi4jReadsLateAreNoPresses() {
        open();
        input("next-1").mockState(DigitalState.HIGH);
        for (int push = 0; push < 2; push++) {
            betweenChangesNs.set(1_000_000_000);
            input("next-1").mockState(DigitalState.LOW);
            betweenChangesNs.set(14_000_000); // the debounce time is 15 ms
            for (int bounce = 0; bounce < 3; bounce++) {
                input("next-1").mockState(DigitalState.HIGH);
                input("next-1").mockState(DigitalState.LOW);
            }
            input("next-1").mockState(DigitalState.HIGH);
        }
        betweenChangesNs.set(15_000_000);
        input("next-2").mockState(DigitalState.HIGH);
        input("next-2").mockState(DigitalState.LOW);
        await().until(() -> recorder.keys.contains("next-2")); // keys are told in order
        assertThat(recorder.keys).containsExactly("next-1", "next-1", "next-2");
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
                BOTH,
                recorder,
                GpioBoardTest::now,
                (wiring, sink) -> {
                    if (tries.incrementAndGet() < 4) {
                        throw new IOException("no GPIO chip \"" + wiring.chip() + "\"");
                    }
                    return new Pi4jDriver(this::mock, this::nextChangeNs).take(wiring, sink);
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
        open(() -> {
            throw new UnsatisfiedLinkError("no library for this machine");
        });
        await().until(() -> !recorder.states.isEmpty());
        assertThat(board.keys().state().detail()).contains("no library for this machine");
    }

    @Test
    void linesThatCannotBeTakenAreGivenBackAndTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        List<Context> taken = new CopyOnWriteArrayList<>();
        open(() -> {
            Context context = spy(mock());
            taken.add(context);
            if (tries.incrementAndGet() == 1) {
                doThrow(new Pi4JException("line 17 is busy")).when(context).create(any(DigitalInputConfig.class));
            }
            return context;
        });
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
    void aLineIsEitherAKeyOrALamp() {
        Optional<GpioRow> lamps = Optional.of(GpioRow.parse("lamp-1=17"));
        assertThatThrownBy(() -> Wiring.of(Optional.of(KEYS), lamps))
                .hasMessage("line 17 is both the key next-1 and the lamp lamp-1");
        Optional<GpioRow> elsewhere = Optional.of(GpioRow.parse("lamp-1=5, chip=pl061"));
        assertThatThrownBy(() -> Wiring.of(Optional.of(KEYS), elsewhere))
                .hasMessage("keys and lamps must be on one chip, not pinctrl and pl061");
    }

    private void open() {
        open(this::mock);
        await().until(() -> board.state().condition() == Condition.OK);
    }

    private void open(Supplier<Context> contexts) {
        board = GpioBoard.open(BOTH, recorder, GpioBoardTest::now, new Pi4jDriver(contexts, this::nextChangeNs), QUICK);
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

    private long nextChangeNs() {
        return lastChangeNs.addAndGet(betweenChangesNs.get());
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
