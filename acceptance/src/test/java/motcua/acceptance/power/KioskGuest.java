package motcua.acceptance.power;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import motcua.acceptance.FreePort;
import motcua.acceptance.Project;
import motcua.acceptance.Web;

/** A kiosk that starts by itself when its machine is switched on, from the card that is in it. */
final class KioskGuest implements AutoCloseable {
    private static final int PORT = 8090;
    /** A boot takes 10 to 20 s of an idle processor; the machine may be busy. */
    private static final Duration BACK_IN_SERVICE = Duration.ofMinutes(5);

    private final Guest guest;
    private final Web web;

    private KioskGuest(Guest guest, Web web) {
        this.guest = guest;
        this.web = web;
    }

    /** A machine with a simulated pad. */
    static KioskGuest powerOn(GuestKernel kernel, Path folder, NewCard card, CardSlot slot) throws IOException {
        return powerOn(kernel, folder, card, slot, new Ports("base", NewCard.SIMULATED_PAD, "", List.of()));
    }

    /**
     * What a machine has beside its card and its network.
     *
     * @param modules sets of kernel modules, with commas
     * @param pads lines of the configuration
     * @param before lines of shell that run before the kiosk
     * @param devices QEMU's arguments
     */
    record Ports(String modules, String pads, String before, List<String> devices) {}

    static KioskGuest powerOn(GuestKernel kernel, Path folder, NewCard card, CardSlot slot, Ports ports)
            throws IOException {
        Path shared = Files.createDirectories(folder.resolve("shared"));
        Files.writeString(
                shared.resolve("kiosk.properties"),
                NewCard.properties(Path.of("/run/data", NewCard.DATA), PORT, ports.pads()));
        List<String> java = new ArrayList<>(List.of(Project.java(), "-XX:SharedArchiveFile=" + card.classes()));
        java.addAll(List.of("-XX:CompileThresholdScaling=5", "-XX:-UsePerfData", "-Djava.io.tmpdir=/run/tmp"));
        java.addAll(NewCard.kiosk(Path.of("/run/work/kiosk.properties")));
        Files.writeString(shared.resolve("start"), ports.before() + "exec " + String.join(" ", java) + "\n");
        int port = FreePort.find();
        List<String> devices = new ArrayList<>(slot.devices());
        devices.addAll(Guest.network(port, PORT));
        devices.addAll(ports.devices());
        return new KioskGuest(
                Guest.powerOn(kernel, shared, "guest_modules=" + ports.modules(), devices),
                new Web(URI.create("http://127.0.0.1:" + port)));
    }

    /** Waits until the kiosk says that it is ready, or the power is cut. Nobody touches it meanwhile. */
    void awaitInService() {
        guest.awaitLine(BACK_IN_SERVICE, line -> line.contains(" ready at "));
    }

    Web web() {
        return web;
    }

    boolean isOn() {
        return guest.isOn();
    }

    void cut() throws InterruptedException {
        guest.cut();
    }

    String lastLines() {
        return guest.lastLines();
    }

    @Override
    public void close() {
        guest.close();
    }
}
