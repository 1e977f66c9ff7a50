package motcua.kiosk.language;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The languages this kiosk speaks. Vietnamese and English are built in; {@code <code>.json} in a folder adds one, or replaces the
 * English: {@code {"name": "Tày", "texts": {"kiosk.get": "…"}}}. Files are read when asked for, so a new one needs no restart. Safe
 * for any thread.
 */
public final class LanguagePacks {
    public static final String VIETNAMESE = "vi";

    private static final Logger LOG = LoggerFactory.getLogger(LanguagePacks.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern CODE = Pattern.compile("[a-z]{2,3}(-[a-z0-9]{2,8})?");
    private static final Pattern PLACE = Pattern.compile("\\{[a-z]+}");
    private static final long LARGEST_BYTES = 256 * 1024;
    private static final int LONGEST_TEXT = 500;

    private final Path folder;
    private final Pack vietnamese = builtIn(VIETNAMESE);
    private final Pack english = builtIn("en");

    private record Pack(String name, Map<String, String> texts) {}

    /** @param folder where further languages lie; need not exist */
    public LanguagePacks(Path folder) {
        this.folder = folder;
    }

    /** Codes of all languages that can be spoken, Vietnamese first, the others in order. */
    public List<String> codes() {
        List<String> codes = new ArrayList<>(List.of(VIETNAMESE));
        TreeSet<String> others = new TreeSet<>(List.of("en"));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".json"))
                        .map(name -> name.substring(0, name.length() - ".json".length()))
                        .filter(code -> find(code).isPresent())
                        .forEach(others::add);
            } catch (IOException e) {
                LOG.warn("the languages in {} cannot be listed: {}", folder, e.toString());
            }
        }
        others.remove(VIETNAMESE);
        codes.addAll(others);
        return codes;
    }

    /** The words of a language; empty if there is no such language, or its file is none. */
    public Optional<LanguagePack> find(String code) {
        if (!CODE.matcher(code).matches()) {
            return Optional.empty();
        }
        Pack pack = code.equals(VIETNAMESE) ? vietnamese : inFolder(code);
        if (pack == null && code.equals("en")) {
            pack = english;
        }
        return Optional.ofNullable(pack).map(found -> completed(code, found));
    }

    private LanguagePack completed(String code, Pack pack) {
        Map<String, String> texts = new HashMap<>(pack.texts);
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, String> each : vietnamese.texts.entrySet()) {
            String text = texts.get(each.getKey());
            if (text == null || !places(text).equals(places(each.getValue()))) {
                texts.put(each.getKey(), each.getValue());
                missing.add(each.getKey());
            }
        }
        return new LanguagePack(code, pack.name, texts, missing);
    }

    /** What stands for numbers and names in a text: one that loses a number is worse than one in another language. */
    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        for (Matcher found = PLACE.matcher(text); found.find(); ) {
            places.add(found.group());
        }
        return places;
    }

    private @Nullable Pack inFolder(String code) {
        Path file = folder.resolve(code + ".json");
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw new IOException("larger than " + LARGEST_BYTES + " bytes");
            }
            return read(JSON.readTree(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            LOG.warn("language {} is not used: {}", file, e.getMessage());
            return null;
        }
    }

    private static Pack builtIn(String code) {
        try (@Nullable InputStream in = LanguagePacks.class.getResourceAsStream("/languages/" + code + ".json")) {
            if (in == null) {
                throw new IOException("language " + code + " is not in the jar");
            }
            return read(JSON.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pack read(JsonNode tree) throws IOException {
        String name = tree.path("name").asText("").strip();
        if (name.isEmpty() || !tree.path("texts").isObject()) {
            throw new IOException("it needs a name and texts");
        }
        Map<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : tree.path("texts").properties()) {
            String text = Normalizer.normalize(each.getValue().asText("").strip(), Normalizer.Form.NFC);
            if (each.getValue().isTextual() && !text.isEmpty() && text.length() <= LONGEST_TEXT) {
                texts.put(each.getKey(), text);
            }
        }
        return new Pack(Normalizer.normalize(name, Normalizer.Form.NFC), texts);
    }
}
