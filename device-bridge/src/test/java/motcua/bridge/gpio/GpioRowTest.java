package motcua.bridge.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpioRowTest {

    @Test
    void readsLinesChipAndDebounce() {
        GpioRow row = GpioRow.parse("next-1=17, next-2=27, debounce=5000, chip=pinctrl-rp1");
        assertThat(row)
                .isEqualTo(new GpioRow(
                        "pinctrl-rp1", List.of(new GpioRow.Line("next-1", 17), new GpioRow.Line("next-2", 27)), 5_000));
        assertThat(GpioRow.parse("next=4").debounceUs()).isEqualTo(GpioRow.USUAL_DEBOUNCE_US);
        assertThat(GpioRow.parse("next=4").chip()).isEqualTo(GpioRow.HEADER_CHIP);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            next                         ; "next" is not of the form name=line
            next=x                       ; next must be a number, not "x"
            next=-1                      ; next must be a number, not "-1"
            next=28                      ; next must be on one of the header's lines 0 to 27, not on 28
            Next=4                       ; a name must be of lower-case letters, digits and hyphens, not "Next"
            a=4, a=5                     ; two lines are named a
            a=4, b=4                     ; line 4 is used twice
            debounce=5                   ; no line is named
            a=4, debounce=2000000        ; debounce must be 0 to 1000000 microseconds, not 2000000
            a=4, chip=gpiochip0          ; chip must be part of a chip's label, such as pinctrl-rp1, not "gpiochip0"
            """)
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> GpioRow.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
