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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kiosk's jar in a machine, as an ordinary process with its data on the machine's own disk in memory. */
final class GuestKiosk {
    static final int PORT = 8090;

    private static final Logger LOG = LoggerFactory.getLogger(GuestKiosk.class);
    private static final Duration QUICK = Duration.ofSeconds(60);
    private static final Duration START = Duration.ofMinutes(6);

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
                QUICK);
        return new GuestKiosk(guest, work);
    }

    /** Waits until the kiosk says of its wires what is wanted, and returns what it says. */
    JsonNode awaitWires(String state) {
        JsonNode[] said = new JsonNode[1];
        Awaitility.await("wires are " + state)
                .atMost(START)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    JsonNode now = wires();
                    if (now == null) {
                        return false;
                    }
                    said[0] = now;
                    return now.path("state").asText().equals(state);
                });
        return said[0];
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

    /** Stops or continues the process, as a machine does that is too busy. */
    void signal(String name) {
        guest.run("kill -" + name + " $(cat /work/kiosk.pid)", QUICK);
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
