package motcua.acceptance.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import motcua.acceptance.FreePort;
import motcua.acceptance.Project;
import motcua.acceptance.RunningProcess;

/** An arm64 machine in emulation, with Debian's own kernel and a shell on its console. */
final class GuestMachine implements AutoCloseable {
    /** Thirty times what an idle host needs: all of the guest's processor is emulated, and hosts may be busy. */
    private static final Duration BOOT = Duration.ofMinutes(5);

    /** What a short command may take on a host that is busy. */
    static final Duration QUICK = Duration.ofMinutes(3);

    private static final Duration FETCH = Duration.ofMinutes(10);

    private final RunningProcess console;
    private final Path sockets;
    private final int port;
    private int commands;

    private GuestMachine(RunningProcess console, Path sockets, int port) {
        this.console = console;
        this.sockets = sockets;
        this.port = port;
    }

    /** Unpacks a machine, which is quick if it is there already, and returns its folder. */
    static Path prepare(String suite, String... packages) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Project.file("acceptance/devices/guest").toString(), "prepare", suite));
        command.addAll(List.of(packages));
        RunningProcess guest = RunningProcess.start("guest prepare", command);
        assertThat(guest.awaitExit(FETCH)).as(guest.lastLines()).isZero();
        List<String> lines = guest.lines();
        return Path.of(lines.get(lines.size() - 1));
    }

    /**
     * @param work a folder that the machine sees as /work
     * @param port of the machine, to be reached at {@link #url}
     */
    static GuestMachine boot(Path machine, Path work, int port) throws IOException {
        int here = FreePort.find();
        Path sockets = Files.createTempDirectory("mc"); // a socket's path must be short
        RunningProcess console = RunningProcess.start(
                "guest",
                List.of(
                        Project.file("acceptance/devices/guest").toString(),
                        "run",
                        machine.toString(),
                        work.toString(),
                        "-netdev",
                        "user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:" + here + "-10.0.2.15:" + port,
                        "-device",
                        "virtio-net-pci,netdev=net,romfile=",
                        "-qtest",
                        "unix:" + sockets.resolve("qtest") + ",server=on,wait=off",
                        "-qtest-log",
                        "none",
                        "-qmp",
                        "unix:" + sockets.resolve("qmp") + ",server=on,wait=off"));
        GuestMachine guest = new GuestMachine(console, sockets, here);
        console.awaitLine(BOOT, line -> line.startsWith("guest: ready"));
        return guest;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Path sockets() {
        return sockets;
    }

    /** Runs a line in the machine's shell and returns what it printed; it must end well. */
    List<String> run(String line, Duration atMost) {
        int number = ++commands;
        int before = console.lines().size();
        console.say("{ " + line + "; }; echo \"guest: " + number + " ended with $?\"");
        String end = "guest: " + number + " ended with ";
        String last = console.awaitLine(atMost, each -> each.startsWith(end));
        List<String> printed = console.lines();
        assertThat(last).as("%s%n%s", line, console.lastLines()).isEqualTo(end + "0");
        return printed.subList(before, printed.indexOf(last));
    }

    /**
     * Lets time pass by the machine's own clock. Whatever is due in this time has been done by then, also if the host lets the
     * machine wait until all of it is due at once: the second sleep gives it the processor.
     */
    void rest(Duration time) {
        run("usleep " + time.toMillis() * 1000 + "; usleep 20000", QUICK);
    }

    /** The machine's own clock, in milliseconds since its start. */
    long upMs() {
        String seconds = run("cut -d ' ' -f 1 /proc/uptime", QUICK).get(0);
        return new BigDecimal(seconds).movePointRight(3).longValueExact();
    }

    String lastLines() {
        return console.lastLines();
    }

    @Override
    public void close() throws IOException {
        console.close();
        try (Stream<Path> files = Files.walk(sockets)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
