package motcua.bridge.serial;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a device may be plugged in: the path of a port, or one whose last part has the wildcards {@code * ? [ ] { }}.
 *
 * @param folder where to look; it need not exist yet
 * @param name the last part, with or without wildcards
 */
public record PortPattern(Path folder, String name) {
    private static final String WILDCARDS = ".*[*?\\[\\]{}].*";

    /** @throws IllegalArgumentException if the text is no absolute path, or has a wildcard before its last part */
    public static PortPattern parse(String text) {
        int slash = text.lastIndexOf('/');
        String folder = slash < 0 ? "" : text.substring(0, slash + 1);
        String name = text.substring(slash + 1);
        if (!folder.startsWith("/") || name.isEmpty()) {
            throw new IllegalArgumentException("a port must be an absolute path such as /dev/rating-pad*, not " + text);
        }
        if (folder.matches(WILDCARDS)) {
            throw new IllegalArgumentException("wildcards are allowed in the last part of a port only, not in " + text);
        }
        if (name.matches(WILDCARDS)) {
            FileSystems.getDefault().getPathMatcher("glob:" + name);
        }
        return new PortPattern(Path.of(folder), name);
    }

    /** Whether there is exactly one port that this can be. */
    public boolean isOnePort() {
        return !name.matches(WILDCARDS);
    }

    /** The one port that this is. */
    public Path onePort() {
        return folder.resolve(name);
    }

    /** The ports that exist now, sorted. */
    public List<Path> ports() {
        if (isOnePort()) {
            return Files.exists(onePort()) ? List.of(onePort()) : List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name)) {
            for (Path file : files) {
                if (Files.exists(file)) {
                    found.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        Collections.sort(found);
        return found;
    }
}
