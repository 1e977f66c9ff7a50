package motcua.acceptance.network;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import motcua.acceptance.ServerProcess;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Status;
import motcua.kiosk.clock.ClockAnchors;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.config.UplinkConfig;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.JournalConfig;
import motcua.kiosk.uplink.Uplink;
import motcua.kiosk.uplink.UplinkState;
import org.awaitility.Awaitility;

/** The kiosk's journal and uplink inside the test, with a clock that the test moves; all else is real. */
final class SteppedKiosk implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static {
        // Paho's receiver ends with a NullPointerException where its client is closed under it, as a line that breaks
        // does.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    private final Path data;
    private final SteppedClock clock;
    private final Journal journal;
    private final Uplink uplink;
    private boolean closed;

    private SteppedKiosk(Path data, SteppedClock clock, Journal journal, Uplink uplink) {
        this.data = data;
        this.clock = clock;
        this.journal = journal;
        this.uplink = uplink;
    }

    /** Opens the kiosk of a data folder, which is made if there is none. */
    static SteppedKiosk open(Path data, String id, String url, ServerProcess server) throws IOException {
        Files.createDirectories(data);
        SteppedClock clock = SteppedClock.at(Instant.now());
        SigningKey key = SigningKey.loadOrCreate(data.resolve("device.key"));
        Journal journal =
                Journal.open(new JournalConfig(data.resolve("journal"), id, true, "test"), key, clock, new Random());
        ClockAnchors anchors = new ClockAnchors(clock, journal::append);
        journal.replay((gen, record) -> anchors.take(record));
        String serverKey =
                Files.readString(server.dataFolder().resolve("server.key.pub")).strip();
        Uplink uplink = Uplink.open(
                new UplinkConfig(URI.create(url), serverKey, Duration.ofMinutes(5)),
                data.resolve("server-settings.json"),
                journal,
                key.publicKeyHex(),
                clock,
                anchors,
                () -> new Status(id, true, "test", 0, "TRUSTED", 0, false, true, List.of()));
        return new SteppedKiosk(data, clock, journal, uplink);
    }

    Path data() {
        return data;
    }

    SteppedClock clock() {
        return clock;
    }

    /** Something happens at the office. */
    void append(int records) {
        for (int i = 0; i < records; i++) {
            journal.append(new ClerkSignedOut(1, "clerk-" + i, "session", "CLERK"));
        }
    }

    long recorded() {
        return journal.headSeq();
    }

    /** How the link is, seen now: the uplink looks once a second of its clock. */
    UplinkState state() {
        clock.advance(Duration.ofMillis(100));
        return uplink.state();
    }

    /** How the link was when the uplink last looked; no time passes. */
    UplinkState lastState() {
        return uplink.state();
    }

    /** Lets time pass until the server has receipted everything. */
    void awaitDrained() {
        await("receipts for everything")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> state().backlog() == 0);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            uplink.close();
            journal.close();
        }
    }
}
