package motcua.acceptance.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import motcua.acceptance.Project;
import motcua.acceptance.RunningProcess;
import motcua.contract.body.Press;
import motcua.contract.body.ServiceFinished;
import motcua.contract.journal.JournalRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole kiosk on what Pi4J takes for a Raspberry Pi 4: which driver each kernel gets, and that it works. */
class KernelPi4jIT {
    private static final int NEXT_KEY = 17;
    private static final int RATING_KEY = 5;
    private static final int LAMP = 13;
    private static final int PUSHES = 5;
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Duration BUILD = Duration.ofMinutes(10);

    @TempDir
    Path work;

    @Test
    void pi4jDrivesKeysAndLampsOnAKernelWithVersion1() throws Exception {
        RunningProcess build = RunningProcess.start(
                "gpio-sim", List.of(Project.file("acceptance/devices/gpio-sim").toString(), work.toString()));
        assertThat(build.awaitExit(BUILD)).as(build.lastLines()).isZero();

        assertThat(driverOfAWorkingOffice("bookworm")).isEqualTo("Pi4J on pinctrl");
    }

    @Test
    void theOtherDriverDoesOnAKernelWithoutVersion1() throws Exception {
        assertThat(driverOfAWorkingOffice("trixie-backports"))
                .isEqualTo("Linux GPIO v2 on pinctrl-bcm2711; not Pi4J: this kernel has no GPIO v1");
    }

    /**
     * A visit ends, the lamp invites, five bouncing pushes are five presses, and one whose bounces are read late, since the
     * kiosk had to wait, is one too; returns what health says of the driver.
     */
    private String driverOfAWorkingOffice(String suite) throws IOException, InterruptedException {
        GuestKiosk.install(work, """
                gpio.keys=next-1=17,rate-1-1=5,debounce=100000
                gpio.lamps=invite-1=13
                """);
        try (GuestMachine guest = GuestMachine.boot(GuestMachine.prepare(suite), work, GuestKiosk.PORT)) {
            SimulatedChip chip = SimulatedChip.plug(guest);
            chip.release(NEXT_KEY);
            chip.release(RATING_KEY);
            GuestKiosk kiosk = GuestKiosk.start(guest, work);
            String driver = kiosk.awaitDriver();

            assertThat(chip.isHigh(LAMP)).isFalse();
            chip.push(NEXT_KEY);
            Awaitility.await("the lamp invites").atMost(SOON).until(() -> chip.isHigh(LAMP));
            for (int push = 0; push < PUSHES; push++) {
                chip.push(RATING_KEY);
            }
            kiosk.awaitQuiet();
            kiosk.signal("STOP");
            chip.push(RATING_KEY);
            kiosk.signal("CONT");
            kiosk.awaitQuiet();
            List<JournalRecord> journal = kiosk.end();

            assertThat(GuestKiosk.bodies(journal, "service-finished", ServiceFinished.class))
                    .hasSize(1);
            assertThat(GuestKiosk.bodies(journal, "press", Press.class)).hasSize(PUSHES + 1);
            assertThat(chip.isHigh(LAMP))
                    .as("the lamp of a kiosk that has ended")
                    .isFalse();
            return driver;
        }
    }
}
