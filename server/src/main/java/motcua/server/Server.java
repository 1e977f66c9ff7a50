package motcua.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import motcua.contract.sign.SigningKey;
import motcua.server.broker.BrokerConfig;
import motcua.server.broker.EmbeddedBroker;
import motcua.server.broker.ReceiptSender;
import motcua.server.broker.Uplinks;
import motcua.server.config.ServerConfig;
import motcua.server.counting.ProjectionVersion;
import motcua.server.fleet.ServerHealth;
import motcua.server.ingest.Intake;
import motcua.server.ingest.JournalWriter;
import motcua.server.scales.ScaleStore;
import motcua.server.settings.SettingsSender;
import motcua.server.settings.SettingsStore;
import motcua.server.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: key, database, broker, intake and the client between them. Closes in the reverse order of opening. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final ServerConfig config;
    private final Clock clock;
    private final SigningKey key;
    private final Database database;
    private final Intake intake;
    private final Uplinks uplinks;
    private final String instance;
    private final String brokerUrl;

    private Server(ServerConfig config, Clock clock) throws IOException {
        this.config = config;
        this.clock = clock;
        try {
            lock(config.data());
            key = SigningKey.loadOrCreate(config.keyFile());
            database = opened(Database.open(config.database()));
            new ScaleStore(database).readAll();
            ProjectionVersion.bringUpToDate(database, clock);
            SecureRandom random = new SecureRandom();
            instance = Intake.newInstance(random);
            brokerUrl = broker(config.broker());
            ReceiptSender receipts = opened(ReceiptSender.start(key));
            intake = opened(Intake.start(new JournalWriter(database, clock, instance), clock, receipts::send));
            SettingsSender settings = opened(new SettingsSender(new SettingsStore(database, clock), key));
            uplinks = opened(Uplinks.start(brokerUrl, Uplinks.clientIdOf(key.id()), through(settings, intake), random));
            receipts.sendThrough(uplinks);
            settings.sendThrough(uplinks);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens everything; returns when messages can come.
     *
     * @throws IOException if another server uses the data folder, or key, broker or port cannot be used
     */
    public static Server open(ServerConfig config, Clock clock) throws IOException {
        return new Server(config, clock);
    }

    public Database database() {
        return database;
    }

    /** Where kiosks reach the broker. */
    public String brokerUrl() {
        return brokerUrl;
    }

    public SigningKey key() {
        return key;
    }

    public ServerConfig config() {
        return config;
    }

    /** How the server is now; never waits. */
    public ServerHealth health() {
        boolean good = uplinks.connected() && !intake.refusing();
        return new ServerHealth(
                good ? "UP" : "DEGRADED",
                ServerMain.version(),
                instance,
                uplinks.connected() ? "CONNECTED" : "DISCONNECTED",
                config.database().url(),
                clock.millis(),
                intake.waiting(),
                intake.storedRecords(),
                intake.refused(),
                intake.lastCommitAtMs(),
                key.publicKeyHex());
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("closing", e);
            }
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private static Uplinks.Taker through(SettingsSender settings, Intake intake) {
        return message -> {
            settings.look(message);
            intake.offer(message);
        };
    }

    private String broker(BrokerConfig broker) throws IOException {
        return broker.embedded()
                ? opened(EmbeddedBroker.start(broker.host(), broker.port())).url()
                : broker.url();
    }

    /** One server a data folder. */
    private void lock(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel file = opened(
                FileChannel.open(folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        boolean locked;
        try {
            locked = file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            locked = false;
        }
        if (!locked) {
            throw new IOException("another server uses the folder " + folder);
        }
    }
}
