package motcua.server.catalogue;

import static motcua.server.language.Language.say;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Procedures and fields by code: the list that was imported, as it is at each look, or the sample that ships with the server as
 * long as none was. Safe for any thread.
 */
public final class Catalogue {
    /** What must stand beside every use of the list that ships with the server. */
    public static final String SAMPLE_NOTE = "dữ liệu mẫu, phải thay bằng danh mục đã công bố";

    private static final String HEADER = "code,name,short_name,field_code,field_name,level,time_limit_text,fee_text,"
            + "decision_no,decision_date,valid_from,valid_to,replaced_by,common,keywords,receiving_only";
    private static final String SAMPLE = "/catalogue/procedures-sample.csv";
    private static final int COLUMNS = HEADER.split(",").length;

    private final Supplier<Content> content;

    Catalogue(Supplier<Content> content) {
        this.content = content;
    }

    /** What a list holds. Never changes once made. */
    static final class Content {
        private final Map<String, Procedure> procedures = new LinkedHashMap<>();
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final boolean sample;

        /** Of two states of one procedure the later in the list wins. */
        Content(List<Procedure> all, boolean sample) {
            this.sample = sample;
            for (Procedure procedure : all) {
                procedures.put(procedure.code(), procedure);
                fields.put(procedure.fieldCode(), procedure.fieldName());
            }
        }
    }

    /** The list that ships with the server. It is a sample and says so. */
    public static Catalogue sample() {
        Content sample = sampleContent();
        return new Catalogue(() -> sample);
    }

    static Content sampleContent() {
        try (InputStream in = Catalogue.class.getResourceAsStream(SAMPLE)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + SAMPLE);
            }
            return new Content(read(new InputStreamReader(in, StandardCharsets.UTF_8)), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a CSV: first line the column names, then one procedure a line; text is brought to NFC.
     *
     * @throws IllegalArgumentException naming the line that is wrong
     */
    static List<Procedure> read(Reader csv) throws IOException {
        BufferedReader lines = new BufferedReader(csv);
        String header = lines.readLine();
        if (header == null || !header.strip().equals(HEADER)) {
            throw new IllegalArgumentException("line 1: the columns are " + HEADER);
        }
        List<Procedure> all = new ArrayList<>();
        int number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            List<String> cells = cells(Normalizer.normalize(line, Normalizer.Form.NFC));
            if (cells.size() != COLUMNS || cells.get(0).isBlank()) {
                throw new IllegalArgumentException(
                        "line " + number + ": " + COLUMNS + " columns and a code are needed");
            }
            all.add(new Procedure(
                    cells.get(0),
                    cells.get(1),
                    cells.get(2).isEmpty() ? cells.get(1) : cells.get(2),
                    cells.get(3),
                    cells.get(4)));
        }
        return all;
    }

    /** The cells of one line; quotes keep commas, two quotes are one. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    /** Whether this is the sample list. */
    public boolean isSample() {
        return content.get().sample;
    }

    /** A procedure by code. */
    public Optional<Procedure> procedure(String code) {
        return Optional.ofNullable(content.get().procedures.get(code));
    }

    /** All procedures in the order of the list. */
    public Collection<Procedure> procedures() {
        return List.copyOf(content.get().procedures.values());
    }

    /** The name of a field; its code if the list does not know it. */
    public String fieldName(String code) {
        return content.get()
                .fields
                .getOrDefault(code, code.isEmpty() ? say("Chưa xác định lĩnh vực", "Field not named") : code);
    }
}
