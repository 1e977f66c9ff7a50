package motcua.kiosk.office;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import motcua.contract.body.SettingsApplied;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.kiosk.counter.CounterWindows;
import motcua.kiosk.storage.WholeFile;

/** Keeps {@link OfficeData} in one file that is always whole: a power cut leaves the old one or the new one. */
final class OfficeFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private final Path file;

    OfficeFile(Path file) {
        this.file = file;
    }

    /**
     * What is kept; empty if there is no file.
     *
     * @throws IOException if the file is none that was written here. Its settings go into the journal, and a journal with
     *     settings that nobody can read would never start again.
     */
    Optional<OfficeData> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            OfficeData data = JSON.readValue(file.toFile(), OfficeData.class);
            if (data == null) {
                throw new MalformedJson("it holds nothing", null);
            }
            JsonBinding.fromBytes(JsonBinding.toBytes(data.toRecord()), SettingsApplied.class);
            if (data.ratedOn().isEmpty()) {
                throw new MalformedJson("no scale is called " + data.scale(), null);
            }
            if (data.windowMs() < CounterWindows.SHORTEST.toMillis()
                    || data.windowMs() > CounterWindows.LONGEST.toMillis()) {
                throw new MalformedJson("windowMs is 30 000 to 300 000, not " + data.windowMs(), null);
            }
            SettingsCheck.hours(data.hours(), data.queues());
            SettingsCheck.texts(data.texts());
            SettingsCheck.voice(data.voice());
            return Optional.of(data);
        } catch (JsonProcessingException | MalformedJson | OfficeDraft.Mistake | RuntimeException e) {
            throw new IOException(
                    file + " is damaged (" + MalformedJson.summary(e.getMessage())
                            + "); put a copy in its place, or remove it and set the office up again",
                    e);
        }
    }

    /** Whether a start has begun to take a seed and not finished. */
    boolean isBegun() {
        return Files.exists(mark());
    }

    /** Leaves a mark that lasts until {@link #finish}. */
    void begin() throws IOException {
        if (!isBegun()) {
            Files.createFile(mark());
        }
    }

    void finish() throws IOException {
        Files.deleteIfExists(mark());
    }

    private Path mark() {
        return file.resolveSibling("office.seeding");
    }

    void write(OfficeData data) throws IOException {
        WholeFile.writePrivate(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(data));
    }
}
