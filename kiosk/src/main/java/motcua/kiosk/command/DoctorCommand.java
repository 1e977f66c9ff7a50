package motcua.kiosk.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import motcua.contract.sign.SigningKey;
import motcua.kiosk.clock.KernelNtpState;
import motcua.kiosk.clock.NtpState;
import motcua.kiosk.config.KioskConfig;
import motcua.kiosk.config.UplinkConfig;
import motcua.kiosk.journal.JournalCheck;
import motcua.kiosk.journal.JournalReads;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at everything a kiosk needs, one line each, with what to do about it. */
@Command(
        name = "doctor",
        description = "Checks configuration, disk, journal, clock, pads and server; says what to do.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all is well", "1:something is wrong", "2:usage or configuration"})
public final class DoctorCommand implements Callable<Integer> {
    /** Below this, a month of records and one salvage copy may not fit. */
    private static final long LEAST_FREE_BYTES = 500L << 20;

    private static final int REACH_MS = 5_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    private final NtpState ntp = KernelNtpState.open();

    /** For picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    public DoctorCommand() {}

    private record Finding(boolean good, String what) {}

    @Override
    public Integer call() {
        KioskConfig read = config.load();
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding(true, "configuration: kiosk " + read.id() + (read.simulated() ? ", simulated" : "")));
        findings.add(disk(read.data()));
        findings.add(journal(read));
        findings.add(key(read.deviceKeyFile()));
        findings.add(clock());
        for (String glob : read.pads().ports()) {
            findings.add(port(glob));
        }
        UplinkConfig uplink = read.uplink();
        findings.add(
                uplink == null
                        ? new Finding(true, "server: none is configured, the office works on its own")
                        : server(uplink));
        for (Finding each : findings) {
            spec.commandLine().getOut().println((each.good() ? "good   " : "WRONG  ") + each.what());
        }
        return findings.stream().allMatch(Finding::good) ? 0 : 1;
    }

    private static Finding disk(Path data) {
        try {
            Files.createDirectories(data);
            Files.delete(Files.createTempFile(data, "doctor", ".tmp"));
            long free = Files.getFileStore(data).getUsableSpace();
            String space = (free >> 20) + " MiB free in " + data;
            return free >= LEAST_FREE_BYTES
                    ? new Finding(true, "disk: " + space)
                    : new Finding(false, "disk: only " + space + "; free space or use a larger card");
        } catch (IOException e) {
            return new Finding(
                    false, "disk: " + data + " cannot be written (" + e + "); give it to the user of the kiosk");
        }
    }

    private static Finding journal(KioskConfig read) {
        if (!Files.exists(read.journalFolder().resolve("journal.db"))) {
            return new Finding(true, "journal: none yet, the first start makes it");
        }
        try (JournalReads reads = JournalReads.open(read.journalFolder(), read.id())) {
            Optional<String> wrong = JournalCheck.newest(reads, read.id());
            if (wrong.isPresent()) {
                return new Finding(
                        false, "journal: " + wrong.get() + "; start the kiosk again, it salvages the journal");
            }
            long records =
                    reads.heads().stream().mapToLong(head -> head.stored()).sum();
            long aside = setAside(read.journalFolder());
            return new Finding(
                    true,
                    "journal: " + records + " records"
                            + (aside == 0
                                    ? ""
                                    : ", " + aside
                                            + " damaged copies were set aside; keep them until the server has all"));
        } catch (IOException e) {
            return new Finding(false, "journal: " + e.getMessage());
        }
    }

    private static Finding key(Path file) {
        if (!Files.exists(file)) {
            return new Finding(true, "device key: none yet, the first start makes it");
        }
        try {
            return new Finding(true, "device key: " + SigningKey.load(file).publicKeyHex());
        } catch (IOException e) {
            return new Finding(false, "device key: " + e.getMessage());
        }
    }

    private static long setAside(Path folder) throws IOException {
        long folders = 0;
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "damaged-*")) {
            for (Path each : found) {
                folders += Files.isDirectory(each) ? 1 : 0;
            }
        }
        return folders;
    }

    private Finding clock() {
        OptionalLong error = ntp.errorMs();
        return error.isPresent()
                ? new Finding(true, "clock: synchronised, within " + error.getAsLong() + " ms")
                : new Finding(
                        true,
                        "clock: not synchronised; the kiosk learns the time from the server, or set it on the page /setup");
    }

    private static Finding port(String glob) {
        Path pattern = Path.of(glob);
        Path folder = pattern.getParent();
        Path name = pattern.getFileName();
        if (folder == null || name == null) {
            return new Finding(false, "pads: " + glob + " is no path of a serial port; write /dev/...");
        }
        List<Path> ports = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, name.toString())) {
            found.forEach(ports::add);
        } catch (IOException e) {
            return new Finding(false, "pads: " + folder + " cannot be read (" + e + ")");
        }
        if (ports.isEmpty()) {
            return new Finding(false, "pads: no serial port " + glob + "; plug the pad in, try another cable");
        }
        for (Path each : ports) {
            if (!Files.isReadable(each) || !Files.isWritable(each)) {
                return new Finding(
                        false, "pads: " + each + " may not be used; add the user of the kiosk to the group dialout");
            }
        }
        return new Finding(true, "pads: " + ports.size() + " serial ports at " + glob);
    }

    private static Finding server(UplinkConfig uplink) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(uplink.url().getHost(), uplink.url().getPort()), REACH_MS);
            return new Finding(true, "server: " + uplink.url() + " can be reached");
        } catch (IOException e) {
            return new Finding(
                    false,
                    "server: " + uplink.url() + " cannot be reached (" + e.getMessage()
                            + "); check cable, address and firewall; records wait here");
        }
    }
}
