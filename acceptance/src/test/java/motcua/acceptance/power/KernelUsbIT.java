package motcua.acceptance.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import motcua.acceptance.PadSim;
import motcua.acceptance.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pad's real firmware on a USB port of a real kernel: emulator, QEMU's serial adapter (an FT232), {@code ftdi_sio}, the udev
 * rule as it is shipped, the kiosk. Runs by {@code script/test --long kernel-usb}.
 */
class KernelUsbIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String ADAPTER = "pad-adapter";
    private static final String RULE = "kiosk/dist/70-motcua-rating-pad.rules";
    private static final String UDEV = """
            mkdir -p /run/udev/rules.d
            cp %s /run/udev/rules.d/
            /lib/systemd/systemd-udevd --daemon
            udevadm trigger --action=add
            udevadm settle
            """;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void whatIsPressedWhileThePlugIsOutOrTheKioskIsDarkArrivesOnce(@TempDir Path folder) throws Exception {
        GuestKernel kernel = GuestKernel.fetch();
        NewCard card = NewCard.make(folder);
        Path office = card.copyTo(folder);
        Path reading = folder.resolve("reading");
        Set<String> before = CardReading.of(office, reading).boots();
        Path socket = folder.resolve("monitor");
        try (PadSim pad = PadSim.start(folder);
                CardSlot slot = CardSlot.insert(office, CardKind.HONEST, 0)) {
            try (KioskGuest kiosk = KioskGuest.powerOn(kernel, folder, card, slot, usb(pad, socket));
                    Monitor plugs = Monitor.connect(awaitSocket(socket))) {
                kiosk.awaitInService();
                awaitUntil("the rule names the port and the kiosk finds the pad", () -> padIs(kiosk, "UP"));
                pad.press(2);
                awaitUntil(
                        "the press is on the card",
                        () -> onCard(office, reading, before).equals(List.of(2)));

                plugs.pull(ADAPTER);
                awaitUntil("the kiosk misses the pad", () -> padIs(kiosk, "DOWN"));
                pressAndAwaitLamps(pad, 4);
                plugs.plug("\"driver\":\"usb-serial\",\"id\":\"" + ADAPTER + "\",\"chardev\":\"pad\",\"serial\":\""
                        + NewCard.USB_SERIAL + "\"");
                awaitUntil("the kiosk finds the pad again", () -> padIs(kiosk, "UP"));
                awaitUntil(
                        "the press made meanwhile is on the card",
                        () -> onCard(office, reading, before).equals(List.of(2, 4)));
                pad.press(1);
                awaitUntil(
                        "and so is the next",
                        () -> onCard(office, reading, before).equals(List.of(2, 4, 1)));
                kiosk.cut();
            }
            pressAndAwaitLamps(pad, 5);
            Files.deleteIfExists(socket);
            try (KioskGuest kiosk = KioskGuest.powerOn(kernel, folder, card, slot, usb(pad, socket))) {
                kiosk.awaitInService();
                awaitUntil("the kiosk finds the pad after a power cut", () -> padIs(kiosk, "UP"));
                awaitUntil(
                        "the press made in the dark is on the card",
                        () -> onCard(office, reading, before).size() >= 4);
                kiosk.cut();
                CardReading found = CardReading.of(office, reading);
                assertThat(found.faults()).as(kiosk.lastLines()).isEmpty();
                assertThat(found.keys("PAD", before)).containsExactly(2, 4, 1, 5);
            }
        }
    }

    /** The pad has power of its own: it takes presses whether anybody hears it or not. */
    private static void pressAndAwaitLamps(PadSim pad, int key) {
        int lamps = pad.lampLines().size();
        pad.press(key);
        awaitUntil("the pad shows that it has the press", () -> pad.lampLines().size() > lamps);
    }

    private static Path awaitSocket(Path socket) {
        awaitUntil("QEMU's monitor", () -> Files.exists(socket));
        return socket;
    }

    private static KioskGuest.Ports usb(PadSim pad, Path socket) {
        List<String> devices = new ArrayList<>(List.of("-device", "piix3-usb-uhci"));
        devices.addAll(List.of("-chardev", "serial,id=pad,path=" + pad.port()));
        devices.addAll(List.of("-device", "usb-serial,id=" + ADAPTER + ",chardev=pad,serial=" + NewCard.USB_SERIAL));
        devices.addAll(List.of(Monitor.device(socket)));
        return new KioskGuest.Ports("base,usb", NewCard.USB_PADS, UDEV.formatted(Project.file(RULE)), devices);
    }

    private static boolean padIs(KioskGuest kiosk, String state) throws IOException, InterruptedException {
        for (JsonNode device : kiosk.web().json("/api/health").path("devices")) {
            if (device.path("counter").asInt() == NewCard.SCREEN_COUNTER
                    && device.path("state").asText().equals(state)) {
                return true;
            }
        }
        return false;
    }

    /** Keys pressed on the pad, as a power cut now would leave them. */
    private static List<Integer> onCard(Path office, Path reading, Set<String> before)
            throws IOException, InterruptedException {
        return CardReading.of(office, reading).keys("PAD", before);
    }

    private static void awaitUntil(String what, Callable<Boolean> holds) {
        await(what)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(holds);
    }
}
