package motcua.kiosk.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import motcua.contract.json.MalformedJson;
import motcua.contract.wire.SignedMessage;
import motcua.kiosk.storage.WholeFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest settings the server sent, kept as they came, signature included, so that whoever uses them can check them again.
 * Their {@code version} rises; an older, unsigned or unreadable message changes nothing. For one thread.
 */
final class ServerSettings {
    private static final Logger LOG = LoggerFactory.getLogger(ServerSettings.class);

    private final Path file;
    private final String serverKeyHex;
    private final String topic;

    ServerSettings(Path file, String serverKeyHex, String topic) {
        this.file = file;
        this.serverKeyHex = serverKeyHex;
        this.topic = topic;
    }

    /** The settings in force, empty if there are none or the file is damaged. */
    Optional<JsonNode> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(SignedMessage.open(serverKeyHex, topic, Files.readAllBytes(file), JsonNode.class))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} is not used: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private JsonNode opened(byte[] message) throws MalformedJson {
        JsonNode settings = SignedMessage.open(serverKeyHex, topic, message, JsonNode.class);
        JsonNode version = settings.path("version");
        if (!version.isIntegralNumber() || version.longValue() < 1) {
            throw new MalformedJson("settings have no version", null);
        }
        return settings;
    }

    /**
     * Takes a message.
     *
     * @param taker uses them, or refuses them; then the ones before stay in force and kept
     * @return true if it is newer and is kept now
     * @throws MalformedJson if it is not signed by the server, no settings, or refused
     */
    boolean take(byte[] message, SettingsTaker taker) throws IOException {
        JsonNode settings;
        try {
            settings = opened(message);
        } catch (MalformedJson e) {
            taker.refuse(e);
            throw e;
        }
        JsonNode version = settings.path("version");
        long held = read().map(kept -> kept.path("version").longValue()).orElse(0L);
        if (version.longValue() < held) {
            return false; // late, and nothing to tell
        }
        taker.take(settings);
        if (version.longValue() == held) {
            return false;
        }
        WholeFile.write(file, message);
        return true;
    }
}
