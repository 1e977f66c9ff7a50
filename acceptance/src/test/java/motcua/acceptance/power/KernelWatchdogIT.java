package motcua.acceptance.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import motcua.acceptance.FreePort;
import motcua.acceptance.Project;
import motcua.acceptance.Web;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * systemd as process 1 with the unit as it is shipped, on a root that forgets: a kiosk that hangs and one that is killed come back.
 * Runs by {@code script/test --long kernel-watchdog}.
 */
class KernelWatchdogIT {
    private static final int PORT = 8090;
    private static final Duration BOOT = Duration.ofMinutes(6);
    /** The unit's 30 s, and a start. */
    private static final Duration BACK = Duration.ofMinutes(4);

    /**
     * Installs as docs/on-a-pi.md says, then hands over to systemd. A drop-in only spares the emulated processor: nothing of the
     * unit is changed. The hand at the end hangs the kiosk and kills it, and tells what systemd did.
     */
    private static final String INSTALL = """
            groupadd -f --system gpio
            useradd --system --groups dialout,gpio --home-dir /var/lib/motcua motcua
            mkdir -p /usr/lib/motcua /etc/motcua /var/lib/motcua
            install -D @JAR@ /usr/lib/motcua/kiosk.jar
            install -D @DIST@/motcua-kiosk.service /etc/systemd/system/motcua-kiosk.service
            install -D /run/work/kiosk.properties /etc/motcua/kiosk.properties
            mount --bind /run/data/@DATA@ /var/lib/motcua
            chown -R motcua:motcua /var/lib/motcua
            mkdir -p /etc/systemd/system/motcua-kiosk.service.d
            echo '[Service]
            Environment="JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=5"' \\
                > /etc/systemd/system/motcua-kiosk.service.d/slow-processor.conf
            echo '[Unit]
            Wants=motcua-kiosk.service
            [Service]
            ExecStart=/bin/sh /run/work/hand
            StandardOutput=tty
            StandardError=tty
            TTYPath=/dev/ttyS0' > /etc/systemd/system/hand.service
            : > /etc/fstab
            unset HOME TMPDIR
            exec /lib/systemd/systemd --unit=hand.service --log-target=console --log-level=info --show-status=no
            """;

    private static final String HAND = """
            show() { systemctl show -p "$1" --value motcua-kiosk; }
            back() {
                until [ "$(show SubState)" = running ] && [ "$(show MainPID)" != "$pid" ]; do sleep 0.5; done
                pid=$(show MainPID)
                echo "HAND $1: running as $(ps -o user= -p $pid), restarts $(show NRestarts)"
            }
            pid=0
            back first
            kill -STOP $pid
            back hung
            kill -KILL $pid
            back killed
            """;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void aKioskThatHangsOrIsKilledIsStartedAgainBySystemd(@TempDir Path folder) throws Exception {
        GuestKernel kernel = GuestKernel.fetch();
        NewCard card = NewCard.make(folder);
        Path office = card.copyTo(folder);
        Path shared = Files.createDirectories(folder.resolve("shared"));
        Files.writeString(
                shared.resolve("kiosk.properties"),
                NewCard.properties(Path.of("/var/lib/motcua"), PORT, NewCard.SIMULATED_PAD));
        Files.writeString(shared.resolve("hand"), HAND);
        Files.writeString(
                shared.resolve("start"),
                INSTALL.replace(
                                "@JAR@",
                                Project.built("kiosk/target/kiosk.jar", "./mvnw package")
                                        .toString())
                        .replace("@DIST@", Project.file("kiosk/dist").toString())
                        .replace("@DATA@", NewCard.DATA));
        int port = FreePort.find();
        Web web = new Web(URI.create("http://127.0.0.1:" + port));
        try (CardSlot slot = CardSlot.insert(office, CardKind.HONEST, 0)) {
            List<String> devices = new ArrayList<>(slot.devices());
            devices.addAll(Guest.network(port, PORT));
            try (Guest guest =
                    Guest.powerOn(kernel, shared, "guest_modules=base,overlay guest_root=overlay", devices)) {
                assertThat(guest.awaitLine(BOOT, line -> line.contains("HAND first")))
                        .contains("running as motcua, restarts 0");
                assertThat(guest.awaitLine(BACK, line -> line.contains("HAND hung")))
                        .contains("running as motcua, restarts 1");
                assertThat(guest.console()).anyMatch(line -> line.contains("Watchdog timeout"));
                assertThat(guest.awaitLine(BACK, line -> line.contains("HAND killed")))
                        .contains("running as motcua, restarts 2");
                assertThat(guest.console()).anyMatch(line -> line.contains("code=killed, status=9/KILL"));
                await("the kiosk answers")
                        .atMost(BACK)
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .until(() -> web.get("/api/health").statusCode() == 200);
                guest.cut();
            }
        }
        CardReading found = CardReading.of(office, folder.resolve("reading"));
        assertThat(found.faults()).isEmpty();
    }
}
