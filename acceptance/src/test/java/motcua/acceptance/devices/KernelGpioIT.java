package motcua.acceptance.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.Press;
import motcua.contract.body.ServiceFinished;
import motcua.contract.journal.JournalRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Wired keys and lamps of the whole kiosk on Debian's stock arm64 kernel and a GPIO chip whose pins are moved from outside.
 * Pi4J knows no such chip, so this is the driver for kernels without version 1 of the ABI.
 */
class KernelGpioIT {
    private static final int NEXT_KEY = 0;
    private static final int RATING_KEY = 1;
    private static final int LAMP = 4;

    /** The kernel keeps sixteen edges a line. */
    private static final int KERNEL_QUEUE = 2 * 16;

    private static final int UNREAD = KERNEL_QUEUE + 8;
    private static final Duration SOON = Duration.ofMinutes(3);

    @TempDir
    Path work;

    @Test
    void bouncingPushesAreOnePressEachAndWhatAnOverrunQueueDropsIsCounted() throws Exception {
        GuestKiosk.install(work, """
                gpio.keys=next-1=0,rate-1-1=1,chip=pl061
                gpio.lamps=invite-1=4,chip=pl061
                """);
        try (GuestMachine guest = GuestMachine.boot(GuestMachine.prepare("bookworm"), work, GuestKiosk.PORT);
                Pl061 pins = Pl061.of(guest)) {
            pins.drive(NEXT_KEY, true);
            pins.drive(RATING_KEY, true);
            Finger finger = new Finger(guest, pins);
            GuestKiosk kiosk = GuestKiosk.start(guest, work);
            assertThat(kiosk.awaitDriver())
                    .isEqualTo("Linux GPIO v2 on 9030000.pl061; not Pi4J: this is no Raspberry Pi's header");
            assertThat(pins.isHigh(LAMP)).isFalse();

            finger.push(NEXT_KEY);
            Awaitility.await("the lamp invites").atMost(SOON).until(() -> pins.isHigh(LAMP));
            for (int push = 0; push < 5; push++) {
                finger.push(RATING_KEY);
            }
            kiosk.awaitQuiet();
            kiosk.signal("STOP");
            for (int push = 0; push < UNREAD - KERNEL_QUEUE; push++) {
                finger.push(RATING_KEY);
            }
            long keptFromMs = guest.upMs();
            finger.push(RATING_KEY);
            long keptNextMs = guest.upMs();
            for (int push = 1; push < KERNEL_QUEUE; push++) {
                finger.push(RATING_KEY);
            }
            long readFromMs = guest.upMs();
            kiosk.signal("CONT");
            kiosk.awaitQuiet();
            long readUntilMs = guest.upMs();
            assertThat(kiosk.awaitDriver()).endsWith("; 8 edges lost");
            List<JournalRecord> journal = kiosk.end();

            assertThat(GuestKiosk.bodies(journal, "service-finished", ServiceFinished.class))
                    .hasSize(1);
            List<Press> presses = GuestKiosk.bodies(journal, "press", Press.class);
            assertThat(presses).hasSize(5 + KERNEL_QUEUE);
            assertThat(presses).extracting(Press::key).containsOnly(1);
            assertThat(presses.get(5).ageMs())
                    .as("time since the first push that was kept, as the kernel has it")
                    .isBetween(readFromMs - keptNextMs, readUntilMs - keptFromMs);
            assertThat(GuestKiosk.bodies(journal, "device-changed", DeviceChanged.class))
                    .filteredOn(change -> change.state().equals("GAP"))
                    .extracting(DeviceChanged::detail)
                    .containsExactly("8 edges of wired keys lost");
            assertThat(pins.isHigh(LAMP))
                    .as("the lamp of a kiosk that has ended")
                    .isFalse();
        }
    }
}
