package motcua.kiosk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import motcua.kiosk.TestKiosk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Screens that come and go, over raw connections. */
class LiveFeedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SCREENS = 60;

    @TempDir
    Path folder;

    private TestKiosk kiosk;
    private URI address;

    @BeforeEach
    void open() throws Exception {
        kiosk = TestKiosk.setUp(folder);
        address = URI.create(kiosk.serve(false).url());
    }

    @AfterEach
    void close() throws Exception {
        kiosk.close();
    }

    /** Opens a screen and waits until it was told what to show. */
    private Socket screen() throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.getOutputStream()
                .write(("GET /api/rate/1/events HTTP/1.1\r\nHost: " + address.getAuthority()
                                + "\r\nAccept: text/event-stream\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); ; line = in.readLine()) {
            if (line == null) {
                throw new IOException("the feed ended at once");
            }
            if (line.startsWith("data:")) {
                return socket;
            }
        }
    }

    private static long screenThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("screen"))
                .count();
    }

    @Test
    void screensThatGoWithoutAWordLeaveNothingBehind() throws Exception {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < SCREENS; i++) {
                Socket gone = screen();
                gone.setSoLinger(true, 0); // as a crashed browser: reset, no goodbye
                gone.close();
            }
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(kiosk.counters.hasScreen(1)).isFalse();
                assertThat(screenThreads()).isZero();
            });
        }
        try (Socket good = screen()) {
            assertThat(good.isConnected()).isTrue();
            assertThat(kiosk.counters.hasScreen(1)).isTrue();
        }
    }

    @Test
    void closingEndsOpenScreensAndThoseJustGone() throws Exception {
        Socket stays = screen();
        Socket gone = screen();
        gone.setSoLinger(true, 0);
        gone.close();

        kiosk.feed.close();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(screenThreads()).isZero());
        assertThat(kiosk.counters.hasScreen(1)).isFalse();
        assertThat(stays.getInputStream().readAllBytes()).as("ends in order").isNotNull();
        stays.close();
    }
}
