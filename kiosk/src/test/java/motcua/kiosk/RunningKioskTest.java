package motcua.kiosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motcua.kiosk.office.PinHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, as systemd starts and ends it. */
class RunningKioskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern READY = Pattern.compile("ready at (http://\\S+)");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    @TempDir
    Path folder;

    private final HttpClient browser =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private Process process;
    private String base;

    @BeforeEach
    void start() throws Exception {
        Path seed = Files.writeString(folder.resolve("seed.json"), """
                {"office":{"id":"vi-du","name":"UBND xã Ví Dụ"},"counters":[{"number":1,"name":"Hộ tịch","mode":"OPEN"}],
                "clerks":[{"id":"thu","name":"Trần Văn Thử","kind":"CONG_CHUC","pin":"246810"}],"scale":"HL5/1","windowMs":120000,"procedures":[],"pads":{},"official":false,"signIn":{}}
                """);
        Path config = Files.writeString(
                folder.resolve("kiosk.properties"),
                "kiosk.id = k1\nkiosk.simulated = true\nhttp.port = 0\nkiosk.data = " + folder.resolve("data")
                        + "\noffice.seed = " + seed + "\n");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED", // as the manifest of the jar says
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KioskMain.class.getName(),
                        "run",
                        "--config",
                        config.toString())
                .redirectErrorStream(true)
                .start();
        Thread reader = new Thread(this::readLog, "log of the kiosk");
        reader.setDaemon(true);
        reader.start();
        await().atMost(PATIENCE).until(() -> address() != null);
        base = address();
    }

    @AfterEach
    void end() throws Exception {
        process.destroyForcibly().waitFor();
    }

    private void readLog() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
            }
        } catch (IOException e) {
            log.add("the log ended: " + e);
        }
    }

    private String address() {
        assertThat(process.isAlive()).as(String.join("\n", log)).isTrue();
        for (String line : log) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return ready.group(1);
            }
        }
        return null;
    }

    private InputStream screen() throws Exception {
        return browser.send(
                        HttpRequest.newBuilder(URI.create(base + "/api/rate/1/events"))
                                .header("Accept", "text/event-stream")
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    private HttpResponse<String> press() throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(base + "/api/rate/1/press"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"key\":1}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String next(BufferedReader events, String containing) throws IOException {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.contains(containing)) {
                return line;
            }
        }
        return "the feed ended";
    }

    @Test
    void connectionsThatStayOpenDoNotFillTheHeap() throws Exception {
        URI kiosk = URI.create(base);
        byte[] request = ("GET /api/health HTTP/1.1\r\nHost: " + kiosk.getAuthority()
                        + "\r\nUser-Agent: screen\r\nAccept-Language: vi\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < 600; i++) {
                Socket socket = new Socket(kiosk.getHost(), kiosk.getPort());
                open.add(socket);
                socket.setSoTimeout((int) PATIENCE.toMillis());
                for (int twice = 0; twice < 2; twice++) { // only the second one would be answered out of a cache
                    socket.getOutputStream().write(request);
                    assertThat(status(socket)).as("connection %d", i).startsWith("HTTP/1.1 200");
                }
            }

            assertThat(press().statusCode()).isEqualTo(200);
        } finally {
            for (Socket each : open) {
                each.close();
            }
        }
        assertThat(String.join("\n", log)).doesNotContain("OutOfMemoryError");
    }

    /** The first line of an answer, read to its end. */
    private static String status(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("no answer");
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            socket.getInputStream().skipNBytes(Long.parseLong(length.group(1)));
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    @Test
    void aPinCostsWhoTriesThemAll() throws Exception {
        assertThat(Files.readString(folder.resolve("data/office.json")))
                .contains("\"iterations\" : " + PinHash.ITERATIONS)
                .doesNotContain("246810");
    }

    @Test
    void sigtermEndsItInOrderWhileScreensAreOpen() throws Exception {
        List<InputStream> screens = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            InputStream screen = screen();
            assertThat(screen.read()).isPositive();
            screens.add(screen);
        }
        screens.get(0).close(); // one has gone without a word
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS))
                .as(String.join("\n", log))
                .isTrue();
        assertThat(log).noneMatch(line -> line.contains("ERROR") || line.contains("WARN"));
        assertThat(log).hasSizeLessThan(20);
        for (InputStream screen : screens) {
            screen.close();
        }
        assertThat(folder.resolve("data/journal/journal.db-wal"))
                .as("closed in order")
                .doesNotExist();
    }

    @Test
    void aJournalThatCannotBeWrittenIsSaidOnTheScreensAndEndsTheProcessWith70() throws Exception {
        BufferedReader events = new BufferedReader(new InputStreamReader(screen(), StandardCharsets.UTF_8));
        assertThat(next(events, "data:")).contains("\"recording\":true");
        assertThat(press().statusCode()).isEqualTo(200);
        try (Connection other =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/journal/journal.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE"); // the journal waits 5 s for it and then fails
            HttpResponse<String> refused = press();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("Máy không ghi được");
            assertThat(next(events, "\"recording\":false")).contains("data:");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(70);
            statement.execute("ROLLBACK");
        }
        assertThat(log).anyMatch(line -> line.contains("not recording any more"));
    }
}
