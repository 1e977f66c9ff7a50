package motcua.kiosk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each wrong configuration stops the start with one line that names the key. */
class KioskConfigTest {
    private static final String KEY = "ab".repeat(32);

    @TempDir
    Path dir;

    private KioskConfig load(String text) throws Exception {
        Path file = dir.resolve("kiosk.properties");
        Files.writeString(file, text);
        return KioskConfig.load(file);
    }

    @Test
    void readsWhatIsThereAndFillsTheRest() throws Exception {
        Path key = Files.writeString(dir.resolve("server.key.pub"), KEY + "\n");
        KioskConfig config = load("kiosk.id = phong-1\nkiosk.data = " + dir + "\nuplink.url = tcp://10.0.0.1:1883\n"
                + "uplink.serverKey = " + key + "\npads.ports = /dev/ttyUSB*, /dev/ttyACM*\n");
        assertThat(config.http()).isEqualTo(new HttpConfig("127.0.0.1", 8090));
        assertThat(config.simulated()).isFalse();
        assertThat(config.pads().ports()).containsExactly("/dev/ttyUSB*", "/dev/ttyACM*");
        assertThat(config.uplink()).isNotNull();
        assertThat(config.uplink().serverKeyHex()).isEqualTo(KEY);
        assertThat(config.uplink().helloEvery()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.inForce()).contains("http.port = 8090  # default", "kiosk.id = phong-1");
    }

    @Test
    void simulatedPadsForceTheMark() throws Exception {
        KioskConfig config = load("kiosk.id = k\nkiosk.data = d\nkiosk.simulated = false\npads.simulated = a,b\n");
        assertThat(config.simulated()).isTrue();
        assertThat(config.inForce()).contains("kiosk.simulated = true  # forced by simulated devices");
        assertThat(load("kiosk.id = k\nkiosk.data = d\nsimulated.padControl = 3=/tmp/x\n")
                        .simulated())
                .isTrue();
    }

    @Test
    void theVoiceIsOffUntilAPlayerIsNamed() throws Exception {
        assertThat(load("kiosk.id = k\nkiosk.data = d\n").voice().device()).isEmpty();
        assertThat(load("kiosk.id = k\nkiosk.data = d\nvoice.player = aplay\n")
                        .voice()
                        .device())
                .contains("default");
        assertThat(load("kiosk.id = k\nkiosk.data = d\nvoice.player = aplay\nvoice.device = plughw:1,0\n")
                        .voice()
                        .device())
                .contains("plughw:1,0");
    }

    @Test
    void aSimulatedPrinterForcesTheMarkAndARealOneDoesNot() throws Exception {
        KioskConfig virtual = load("kiosk.id = k\nkiosk.data = d\nprinter.port = virtual\nprinter.width = 58\n");
        assertThat(virtual.simulated()).isTrue();
        assertThat(virtual.printer()).isEqualTo(new PrinterConfig(null, true, 58, 18_000, null));
        KioskConfig real = load("kiosk.id = k\nkiosk.data = d\nprinter.port = usb:/dev/usb/lp*\n");
        assertThat(real.simulated()).isFalse();
        assertThat(real.printer().address()).hasToString("usb:/dev/usb/lp*");
        assertThat(real.printer().paperMm()).isEqualTo(80);
        assertThat(load("kiosk.id = k\nkiosk.data = d\n").printer().present()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            kiosk.data=d                                  | kiosk.id is missing
            kiosk.id=k                                    | kiosk.data is missing
            kiosk.id=K 1;kiosk.data=d                     | kiosk.id = K 1 is refused
            kiosk.id=k;kiosk.data=d;http.prot=1           | http.prot is unknown
            kiosk.id=k;kiosk.data=d;http.port=x           | http.port = x is refused
            kiosk.id=k;kiosk.data=d;http.port=70000       | http.port = 70000 is refused
            kiosk.id=k;kiosk.id=l;kiosk.data=d            | kiosk.id is there twice
            kiosk.id=k;kiosk.data=d;kiosk.simulated=yes   | kiosk.simulated = yes is refused
            kiosk.id=k;kiosk.data=d;uplink.url=tcp://h:1  | uplink.serverKey is missing
            kiosk.id=k;kiosk.data=d;uplink.serverKey=f    | uplink.url is missing
            kiosk.id=k;kiosk.data=d;uplink.helloEvery=5   | uplink.helloEvery = 5 is refused
            kiosk.id=k;kiosk.data=d;uplink.url=h:1;uplink.serverKey=f | uplink.url = h:1 is refused
            kiosk.id=k;kiosk.data=d;uplink.url=tcp://h:1;uplink.serverKey=/none | uplink.serverKey = /none is refused
            kiosk.id=k;kiosk.data=d;office.seed=/none     | office.seed = /none is refused
            kiosk.id=k;kiosk.data=d;gpio.keys=17           | "17" is not of the form name=line
            kiosk.id=k;kiosk.data=d;gpio.keys=next-1=17,rate-1-6=18 | rate-1-6 must be named next-COUNTER, rate-COUNTER-KEY, ticket-LETTER or ticket-priority
            kiosk.id=k;kiosk.data=d;gpio.lamps=lamp=17     | lamp must be named invite-COUNTER
            kiosk.id=k;kiosk.data=d;gpio.keys=next-1=17;gpio.lamps=invite-1=17 | line 17 is a key already
            kiosk.id=k;kiosk.data=d;voice.player=mplayer   | voice.player = mplayer is refused; write aplay or none
            kiosk.id=k;kiosk.data=d;voice.player=aplay;voice.device=a b | voice.device = a b is refused
            kiosk.id=k;kiosk.data=d;printer.port=lpt1     | printer.port = lpt1 is refused
            kiosk.id=k;kiosk.data=d;printer.port=serial:/dev/ttyS0@7 | printer.port = serial:/dev/ttyS0@7 is refused
            kiosk.id=k;kiosk.data=d;printer.lookUp=ftp://x | printer.lookUp = ftp://x is refused
            kiosk.id=k;kiosk.data=d;printer.width=76      | printer.width = 76 is refused
            kiosk.id=k;kiosk.data=d;printer.rollMetres=0  | printer.rollMetres = 0 is refused
            kiosk.id=k;kiosk.data=d;simulated.padControl=x | simulated.padControl = x is refused
            """)
    void namesTheKeyThatIsWrong(String lines, String said) {
        assertThatThrownBy(() -> load(lines.replace(';', '\n') + "\n"))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining(said)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void saysThatTheFileIsMissingOrUnreadable() throws Exception {
        assertThatThrownBy(() -> KioskConfig.load(dir.resolve("none")))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> KioskConfig.load(dir)).isInstanceOf(ConfigError.class);
        Path latin = Files.write(dir.resolve("latin"), new byte[] {'k', '=', (byte) 0xe9, '\n'});
        assertThatThrownBy(() -> KioskConfig.load(latin))
                .isInstanceOf(ConfigError.class)
                .hasMessageContaining("UTF-8");
    }
}
