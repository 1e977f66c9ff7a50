package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an office's screen is started with: the units as systemd reads them, and the launcher with its own compositor and browser. */
class ScreenUnitTest {
    private static final Duration LONG = Duration.ofSeconds(90);
    /** Where Debian keeps what the units build upon. */
    private static final Path SYSTEM = Path.of("/usr/lib/systemd/system");

    /** Nothing in them is unknown, mistyped, or points to what is not installed as they say themselves. */
    @Test
    void systemdReadsTheUnitsWithoutAWord(@TempDir Path root) throws Exception {
        List<String> units = List.of("motcua-kiosk.service", "motcua-screen.service");
        Path own = Files.createDirectories(root.resolve("etc/systemd/system"));
        for (String unit : units) {
            Files.copy(Project.file("kiosk/dist/" + unit), own.resolve(unit));
        }
        Path system = Files.createDirectories(root.resolve("usr/lib/systemd/system"));
        try (Stream<Path> files = Files.list(SYSTEM)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, system.resolve(file.getFileName()));
            }
        }
        Path launcher = Files.createDirectories(root.resolve("usr/lib/motcua")).resolve("motcua-screen");
        Files.copy(Project.file("kiosk/dist/motcua-screen"), launcher);
        for (String program : List.of("bin/sh", "usr/bin/java")) {
            Path file = root.resolve(program);
            Files.createDirectories(file.getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no", "--root=" + root));
        command.addAll(units);

        RunningProcess verifying = RunningProcess.start("systemd-analyze", command);
        assertThat(verifying.awaitExit(LONG)).as(verifying.lastLines()).isZero();
        assertThat(verifying.lines().stream().filter(line -> line.contains("motcua")))
                .isEmpty();
    }

    /** The launcher waits for its kiosk; then the page stands on the whole screen and follows the kiosk. */
    @Test
    void theLauncherShowsThePageOfAKioskThatComesUpLaterOnTheWholeScreen(@TempDir Path folder) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        int door = FreePort.find();
        int port = FreePort.find();
        Path session = Files.createDirectory(folder.resolve("session"));
        try (RunningProcess screen = launcher(session, "http://127.0.0.1:" + port + "/board", door)) {
            assertThat(session.resolve("browser/Default")).doesNotExist();
            try (KioskProcess kiosk = KioskProcess.startOn(
                            folder.resolve("kiosk"),
                            new KioskProcess.Setup(
                                    "kiosk-man-hinh", "", "", SampleOffice.withTickets(120, "khong-co"), null, null),
                            port);
                    Playwright playwright = Playwright.create(
                            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
                await("the browser's door").atMost(LONG).until(() -> isOpen(door) || !screen.isAlive());
                assertThat(screen.isAlive()).as(screen.lastLines()).isTrue();
                PlaywrightAssertions.setDefaultAssertionTimeout((double) LONG.toMillis());
                Browser browser = playwright.chromium().connectOverCDP("http://127.0.0.1:" + door);
                Page page = browser.contexts().get(0).pages().get(0);
                assertThat(page.locator("h1")).hasText("Đang phục vụ");
                await("the whole screen")
                        .pollInSameThread()
                        .atMost(LONG)
                        .untilAsserted(() -> assertThat(
                                        page.evaluate("[innerWidth, innerHeight, document.visibilityState].join(' ')"))
                                .isEqualTo("1280 720 visible"));
                assertThat(page.url()).isEqualTo(kiosk.url() + "/board");
                kiosk.stop();
                assertThat(page.locator(".board__note--warn")).hasText("Mất kết nối – xin nghe cán bộ gọi số");
            }
        }
        await("the browser went with its screen")
                .atMost(LONG)
                .until(() -> ProcessHandle.allProcesses()
                        .noneMatch(each -> each.info()
                                .commandLine()
                                .orElse("")
                                .contains("--user-data-dir=" + session + "/browser")));
    }

    /** Says how it is called, and starts nothing, if the address is none. */
    @Test
    void theLauncherWithoutAnAddressSaysHowItIsCalled() throws Exception {
        RunningProcess asked = RunningProcess.start(
                "motcua-screen",
                List.of("sh", Project.file("kiosk/dist/motcua-screen").toString(), "board"));
        assertThat(asked.awaitExit(LONG)).isEqualTo(2);
        assertThat(asked.lines()).containsExactly("usage: motcua-screen ADDRESS");
    }

    private static boolean isOpen(int port) {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** As the unit starts it, but on a screen in memory; the compositor does not run as root, a test often does. */
    private static RunningProcess launcher(Path session, String address, int door) throws Exception {
        // a test's container has neither a graphics card nor, everywhere, what the browser's sandbox is made of
        Path chromium = Files.createDirectory(session.resolveSibling("bin")).resolve("chromium");
        Files.writeString(
                chromium,
                "#!/bin/sh\nexec /usr/bin/chromium --no-sandbox --disable-gpu --remote-debugging-port=%d \"$@\"\n"
                        .formatted(door));
        Files.setPosixFilePermissions(chromium, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command = new ArrayList<>(List.of(
                "env",
                "PATH=" + chromium.getParent() + ":" + System.getenv("PATH"),
                "XDG_RUNTIME_DIR=" + session,
                "RUNTIME_DIRECTORY=" + session,
                "HOME=" + session,
                "WLR_BACKENDS=headless",
                "WLR_LIBINPUT_NO_DEVICES=1",
                "WLR_RENDERER=pixman"));
        if (System.getProperty("user.name").equals("root")) {
            new ProcessBuilder("chown", "nobody", session.toString()).start().waitFor();
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--no-new-privs"));
        }
        Files.setPosixFilePermissions(session, PosixFilePermissions.fromString("rwx------"));
        command.addAll(List.of("sh", Project.file("kiosk/dist/motcua-screen").toString(), address));
        return RunningProcess.start("motcua-screen", command);
    }
}
