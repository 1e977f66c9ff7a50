package motcua.kiosk.voice;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link VoiceSettings} in one file that is always whole. Safe for any thread. */
public final class VoiceSettingsFile {
    private static final Logger LOG = LoggerFactory.getLogger(VoiceSettingsFile.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String NAME = "voice.json";

    private final Path folder;
    private volatile VoiceSettings settings;

    private VoiceSettingsFile(Path folder, VoiceSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** Opens the file in the folder; none need be there. One that cannot be read is left alone; the default holds then. */
    public static VoiceSettingsFile open(Path folder) {
        Path file = folder.resolve(NAME);
        VoiceSettings settings = VoiceSettings.DEFAULT;
        if (Files.exists(file)) {
            try {
                VoiceSettings kept = JSON.readValue(file.toFile(), VoiceSettings.class);
                settings = kept == null ? settings : kept;
            } catch (IOException | RuntimeException e) {
                LOG.warn("{} cannot be read; the voice speaks as it does without it", file, e);
            }
        }
        return new VoiceSettingsFile(folder, settings);
    }

    public VoiceSettings get() {
        return settings;
    }

    /** @throws IOException if they cannot be kept; the old ones hold then */
    public synchronized void save(VoiceSettings wanted) throws IOException {
        KeptFile.write(folder, NAME, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(wanted));
        settings = wanted;
    }
}
