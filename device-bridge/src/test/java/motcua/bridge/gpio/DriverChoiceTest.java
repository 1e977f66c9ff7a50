package motcua.bridge.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import com.pi4j.exception.Pi4JException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which driver takes the pins on which machine. */
class DriverChoiceTest {
    private static final PinSink NOBODY = mock(PinSink.class);

    @TempDir
    Path devices;

    private final ScriptedKernel kernel = new ScriptedKernel();
    private final PinDriver pi4j = mock(PinDriver.class);
    private final TakenPins byPi4j = mock(TakenPins.class);

    @BeforeEach
    void worksOnAPi() throws IOException {
        when(pi4j.take(any(), any())).thenReturn(byPi4j);
    }

    @Test
    void pi4jWhereItCanWork() throws IOException {
        chip("gpiochip0", "raspberrypi-exp-gpio");
        chip("gpiochip1", "pinctrl-bcm2711");
        assertThat(take("pinctrl")).isSameAs(byPi4j);
        assertThat(kernel.openFiles()).isZero();
    }

    @Test
    void theKernelsOwnInterfaceWhereVersion1IsGone() throws IOException {
        chip("gpiochip0", "pinctrl-rp1");
        kernel.withoutVersion1();
        assertThat(driver("pinctrl")).isEqualTo("Linux GPIO v2 on pinctrl-rp1; not Pi4J: this kernel has no GPIO v1");
        verifyNoInteractions(pi4j);
    }

    @Test
    void theKernelsOwnInterfaceWherePi4jFails() throws IOException {
        chip("gpiochip0", "pinctrl-rp1");
        when(pi4j.take(any(), any())).thenThrow(new Pi4JException("board is unknown\nread our page"));
        assertThat(driver("pinctrl")).endsWith("; not Pi4J: board is unknown");
    }

    @Test
    void theKernelsOwnInterfaceWherePi4jHasNoLibrary() throws IOException {
        chip("gpiochip0", "pinctrl-rp1");
        when(pi4j.take(any(), any())).thenThrow(new UnsatisfiedLinkError("no library for riscv64"));
        assertThat(driver("pinctrl")).endsWith("; not Pi4J: no library for riscv64");
    }

    @Test
    void theKernelsOwnInterfaceForAChipThatPi4jWouldNotTake() throws IOException {
        chip("gpiochip0", "pinctrl-rp1");
        chip("gpiochip1", "pinctrl-bcm2712");
        chip("gpiochip2", "pcf8574");
        assertThat(driver("bcm2712")).endsWith("on pinctrl-bcm2712; not Pi4J: it would take pinctrl-rp1");
        assertThat(driver("pcf")).endsWith("on pcf8574; not Pi4J: this is no Raspberry Pi's header");
        verifyNoInteractions(pi4j);
    }

    @Test
    void aChipThatIsNotThereSaysWhatThereIsInstead() throws IOException {
        assertThatThrownBy(() -> take("pinctrl-rp1"))
                .isInstanceOf(IOException.class)
                .hasMessage("no GPIO chip \"pinctrl-rp1\"; there is no chip at all");
        chip("gpiochip0", "9030000.pl061");
        assertThatThrownBy(() -> take("pinctrl-rp1"))
                .hasMessage("no GPIO chip \"pinctrl-rp1\"; there is 9030000.pl061");
        Files.createFile(devices.resolve("gpiochip7"));
        assertThatThrownBy(() -> take("pinctrl-rp1"))
                .hasMessageContaining("gpiochip7")
                .hasMessageContaining("group gpio");
    }

    private void chip(String name, String label) throws IOException {
        kernel.chip(Files.createFile(devices.resolve(name)), label);
    }

    private String driver(String chip) throws IOException {
        try (TakenPins pins = take(chip)) {
            return pins.driver();
        } finally {
            assertThat(kernel.openFiles()).isZero();
        }
    }

    private TakenPins take(String chip) throws IOException {
        GpioRow lamps = GpioRow.parse("invite-1=4, chip=" + chip);
        return new DriverChoice(kernel, devices, pi4j).take(Wiring.of(Optional.empty(), Optional.of(lamps)), NOBODY);
    }
}
