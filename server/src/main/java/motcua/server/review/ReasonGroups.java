package motcua.server.review;

import static motcua.server.language.Language.say;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The groups of reasons that superiors ask about (facilities and equipment, attitude, manner of serving), and the contents of PAPI and
 * of Decision 766 that each reason touches. Data, {@code review/reason-groups.csv}; nothing of it is a PAPI or 766 score.
 */
final class ReasonGroups {
    /**
     * One reason.
     *
     * @param papi content of PAPI, empty if none
     * @param qd766 group of indicators of Decision 766, empty if none
     */
    record Entry(String code, String group, String papi, String qd766) {}

    private static final int COLUMNS = 4;

    private final List<Entry> entries;

    ReasonGroups() {
        this.entries = read();
    }

    List<Entry> entries() {
        return entries;
    }

    /** The word of a reason's group; empty for what has none. */
    String word(String code) {
        return entries.stream()
                .filter(e -> e.code.equals(code))
                .map(e -> group(e.group))
                .findFirst()
                .orElse("");
    }

    static String group(String group) {
        return switch (group) {
            case "FACILITIES" -> say("cơ sở vật chất, trang thiết bị", "facilities and equipment");
            case "ATTITUDE" -> say("thái độ", "attitude");
            case "MANNER" -> say("cách thức phục vụ", "manner of serving");
            default -> say("khác", "other");
        };
    }

    private static List<Entry> read() {
        InputStream file = Objects.requireNonNull(
                ReasonGroups.class.getResourceAsStream("/review/reason-groups.csv"), "reason-groups.csv is in the jar");
        List<Entry> entries = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", COLUMNS);
                entries.add(new Entry(cells[0], cells[1], cells[2], cells[3]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(entries);
    }
}
