package motcua.kiosk.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import motcua.bridge.health.DeviceState;
import motcua.contract.wire.Status;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.voice.Voice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The voice that calls numbers, among the devices of the kiosk. */
class VoiceOnStatusTest {
    @TempDir
    Path folder;

    @Test
    void aVoiceThatIsNotHeardIsSomethingToDoAndOneThatNobodyWantsIsNotThere() throws Exception {
        try (TestKiosk kiosk = TestKiosk.setUp(folder)) {
            int before = kiosk.status().get().todo();
            assertThat(kiosk.status().get().devices())
                    .extracting(KioskStatus.Device::name)
                    .doesNotContain(Voice.DEVICE);

            kiosk.voice = () -> Optional.of(
                    new DeviceState(Voice.DEVICE, DeviceState.Condition.DOWN, Optional.of("no such device"), 5));
            KioskStatus down = kiosk.status().get();
            assertThat(down.todo()).isEqualTo(before + 1);
            assertThat(down.devices()).anySatisfy(device -> {
                assertThat(device.name()).isEqualTo(Voice.DEVICE);
                assertThat(device.state()).isEqualTo("DOWN");
                assertThat(device.detail()).isEqualTo("no such device");
            });
            assertThat(kiosk.status().forServer().devices())
                    .as("the server is told, and not of a pad")
                    .extracting(Status.Device::name)
                    .contains(Voice.DEVICE);

            kiosk.voice =
                    () -> Optional.of(new DeviceState(Voice.DEVICE, DeviceState.Condition.OK, Optional.empty(), 5));
            assertThat(kiosk.status().get().todo()).isEqualTo(before);
        }
    }
}
