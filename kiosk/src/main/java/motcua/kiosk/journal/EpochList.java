package motcua.kiosk.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The epochs this folder ever began, in a small text file beside the database, one a line: {@code gen epoch reason}. It outlives
 * a database of which nothing can be read, so numbers of epochs are never used twice.
 */
final class EpochList {
    private static final String FILE = "journal.epochs";
    private static final Pattern LINE = Pattern.compile("([1-9][0-9]{0,6}) ([0-9a-f]{16}) ([A-Z]+)");

    /** One line of the file. */
    record Entry(int gen, String epoch, String reason) {}

    private final Path file;

    EpochList(Path dir) {
        this.file = dir.resolve(FILE);
    }

    /** All entries, oldest first; lines that are none are passed over. */
    List<Entry> read() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (!Files.exists(file)) {
            return entries;
        }
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\n", -1)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                entries.add(new Entry(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3)));
            }
        }
        return entries;
    }

    /** Adds an entry; it is on disk when this returns. */
    void add(Entry entry) throws IOException {
        String line = "\n" + entry.gen() + " " + entry.epoch() + " " + entry.reason() + "\n";
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
