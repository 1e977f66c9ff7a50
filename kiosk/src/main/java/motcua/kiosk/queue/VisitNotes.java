package motcua.kiosk.queue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import motcua.kiosk.counter.Served;
import motcua.kiosk.storage.WholeFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clerks noted about visits that are not finished, by ticket. No record: a file, so that a power cut in the middle of a visit does not
 * make the clerk ask again. Where it cannot be written or read the notes are only remembered. For use under a lock, but for
 * {@link #keep}, which waits for the disk and is for use outside it.
 */
final class VisitNotes {
    private static final Logger LOG = LoggerFactory.getLogger(VisitNotes.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** How a file is written whole. */
    interface Disk {
        void write(Path file, byte[] content) throws IOException;
    }

    private final @Nullable Path file;
    private final Disk disk;
    private final Map<String, Served> noted;

    private VisitNotes(@Nullable Path file, Disk disk, Map<String, Served> noted) {
        this.file = file;
        this.disk = disk;
        this.noted = noted;
    }

    static VisitNotes inMemory() {
        return new VisitNotes(null, WholeFile::write, new HashMap<>());
    }

    /** The notes of this file, which is written from now on. */
    static VisitNotes in(Path file) {
        return in(file, WholeFile::write);
    }

    static VisitNotes in(Path file, Disk disk) {
        Map<String, Served> noted = new HashMap<>();
        if (Files.exists(file)) {
            try {
                Map<String, @Nullable Served> kept =
                        JSON.readValue(file.toFile(), new TypeReference<Map<String, @Nullable Served>>() {});
                if (kept != null) {
                    kept.forEach((ticket, served) -> {
                        if (served != null) {
                            noted.put(ticket, served);
                        }
                    });
                }
            } catch (IOException e) {
                LOG.warn("what clerks noted before the start is lost: {} cannot be read: {}", file, e.getMessage());
            }
        }
        return new VisitNotes(file, disk, noted);
    }

    Optional<Served> of(String ticket) {
        return Optional.ofNullable(noted.get(ticket));
    }

    void put(String ticket, Served served) {
        noted.put(ticket, served);
    }

    /** A copy of all notes. */
    Map<String, Served> all() {
        return Map.copyOf(noted);
    }

    /** Forgets the notes of tickets that are no longer about; the file follows with the next note. */
    void retain(Predicate<String> about) {
        noted.keySet().removeIf(about.negate());
    }

    /**
     * Writes the notes down. Whole at any time: a power cut leaves the old file or the new one.
     *
     * @param notes asked for when it is this call's turn, so that the last to write has the newest
     */
    synchronized void keep(Supplier<Map<String, Served>> notes) {
        Path to = file;
        if (to == null) {
            return;
        }
        try {
            disk.write(to, JSON.writeValueAsBytes(notes.get()));
        } catch (IOException e) {
            LOG.warn("what a clerk noted is only remembered: {}", e.getMessage());
        }
    }
}
