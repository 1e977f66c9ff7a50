package motcua.acceptance.devices;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import motcua.acceptance.Project;
import motcua.acceptance.SampleOffice;
import motcua.acceptance.Web;
import motcua.contract.journal.JournalRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kiosk's jar in a machine, as an ordinary process with its data on the machine's own disk in memory. */
final class GuestKiosk {
    static final int PORT = 8090;

    private static final Logger LOG = LoggerFactory.getLogger(GuestKiosk.class);
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int LOG_LINES = 60;

    private final GuestMachine guest;
    private final Path work;

    private GuestKiosk(GuestMachine guest, Path work) {
        this.guest = guest;
        this.work = work;
    }

    /**
     * Puts everything that the kiosk needs into a machine's folder.
     *
     * @param gpio lines of the configuration
     */
    static void install(Path work, String gpio) throws IOException {
        Files.copy(Project.built("kiosk/target/kiosk.jar", "./mvnw package"), work.resolve("kiosk.jar"));
        Files.writeString(work.resolve("office.json"), SampleOffice.seed(120, "gpio-1"));
        Files.writeString(work.resolve("kiosk.properties"), """
                kiosk.id=quay-that
                kiosk.data=/tmp/kiosk
                office.seed=/work/office.json
                http.host=0.0.0.0
                """ + gpio);
    }

    static GuestKiosk start(GuestMachine guest, Path work) {
        guest.run(
                "chroot /root /java -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar /work/kiosk.jar run"
                        + " --config /work/kiosk.properties > /work/kiosk.log 2>&1 & echo $! > /work/kiosk.pid",
                GuestMachine.QUICK);
        return new GuestKiosk(guest, work);
    }

    /** Waits until the wires work, and returns what the kiosk says of them. */
    String awaitDriver() throws IOException {
        JsonNode[] said = new JsonNode[1];
        try {
            Awaitility.await().atMost(START).pollInterval(SECOND).until(() -> {
                said[0] = wires();
                return said[0] != null && said[0].path("state").asText().equals("UP");
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("the wires do not work, the kiosk says " + said[0] + "; " + lastLines(), e);
        }
        return said[0].path("detail").asText();
    }

    /** Waits until it has answered everything that has happened: no record in two seconds of the machine's own time. */
    void awaitQuiet() throws IOException, InterruptedException {
        long before = -1;
        for (long now = records(); now != before; now = records()) {
            before = now;
            guest.rest(SECOND.multipliedBy(2));
        }
    }

    private long records() throws IOException, InterruptedException {
        return new Web(guest.url()).json("/api/health").at("/journal/head").asLong();
    }

    private @Nullable JsonNode wires() throws InterruptedException {
        try {
            for (JsonNode device : new Web(guest.url()).json("/api/health").path("devices")) {
                if (device.path("name").asText().equals("gpio")) {
                    return device;
                }
            }
        } catch (IOException e) {
            LOG.info("the kiosk in the machine does not answer yet: {}", e.getMessage());
        }
        return null;
    }

    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(work.resolve("kiosk.log"));
        return "the kiosk's last lines:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()))
                + "\nthe machine's:\n" + guest.lastLines();
    }

    /** Stops or continues the process, as a machine does that is too busy. */
    void signal(String name) {
        guest.run("kill -" + name + " $(cat /work/kiosk.pid)", GuestMachine.QUICK);
    }

    /** Ends the kiosk and returns its journal. */
    List<JournalRecord> end() throws IOException {
        signal("TERM");
        guest.run(
                "while kill -0 $(cat /work/kiosk.pid) 2> /dev/null; do usleep 200000; done;"
                        + " cp /tmp/kiosk/journal/journal.db* /work/",
                START);
        List<JournalRecord> records = new ArrayList<>();
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + work.resolve("journal.db"));
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT header, body FROM record ORDER BY id")) {
            while (rows.next()) {
                records.add(JournalRecord.parse(rows.getBytes("header"), rows.getBytes("body")));
            }
        } catch (SQLException e) {
            throw new IOException("the journal cannot be read: " + e.getMessage(), e);
        }
        return records;
    }

    static <T> List<T> bodies(List<JournalRecord> journal, String type, Class<T> as) throws IOException {
        List<T> bodies = new ArrayList<>();
        for (JournalRecord record : journal) {
            if (record.header().type().equals(type)) {
                bodies.add(record.body(as));
            }
        }
        return bodies;
    }
}
