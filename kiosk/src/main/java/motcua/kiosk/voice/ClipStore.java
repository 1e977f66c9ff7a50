package motcua.kiosk.voice;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import motcua.kiosk.storage.WholeFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clips of all languages: those that come with the kiosk, and in their place those that the office recorded, in
 * {@code FOLDER/LANGUAGE/NAME.wav}. A {@code pack.properties} there changes or adds a language. Safe for any thread.
 */
public final class ClipStore {
    /** The language that all others fall back to. */
    public static final String VIETNAMESE = "vi";

    private static final Logger LOG = LoggerFactory.getLogger(ClipStore.class);
    private static final List<String> SHIPPED = List.of(VIETNAMESE, "en");
    private static final String PACK = "pack.properties";
    /** Longer than any clip with its silence at 22 050 Hz. */
    private static final long LARGEST_FILE = 1_000_000;

    private static final int MOST_LANGUAGES = 20;

    private final Path folder;
    private final Map<String, String> fallbacks = new ConcurrentHashMap<>();
    private volatile Map<String, Pack> packs = Map.of();
    private volatile Map<String, String> problems = Map.of();

    /**
     * A clip, for the list of what is to be read aloud.
     *
     * @param text what it says
     * @param own recorded by the office; else it came with the kiosk, or is missing
     * @param there whether it can be played
     * @param ms how long it is; 0 if it is not there
     * @param problem why the office's file is not used; absent if it is, or there is none
     */
    public record ClipInfo(
            String name,
            String text,
            boolean own,
            boolean there,
            long ms,
            @Nullable String problem) {}

    private ClipStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens the folder, which need not exist. A pack in it that cannot be read is left out and named by
     * {@link #problems}.
     */
    public static ClipStore open(Path folder) {
        ClipStore store = new ClipStore(folder);
        store.load();
        return store;
    }

    private synchronized void load() {
        Map<String, Pack> loaded = new LinkedHashMap<>();
        Map<String, String> wrong = new TreeMap<>();
        for (String language : SHIPPED) {
            Pack base = loaded.getOrDefault(VIETNAMESE, Pack.empty(language));
            try {
                loaded.put(language, Pack.over(base, language, shipped(language)));
            } catch (IOException | Unsayable e) {
                throw new IllegalStateException("the kiosk's own pack " + language + " is damaged", e);
            }
        }
        Pack vietnamese = loaded.getOrDefault(VIETNAMESE, Pack.empty(VIETNAMESE));
        for (String language : folders()) {
            try (Reader reader =
                    Files.newBufferedReader(folder.resolve(language).resolve(PACK))) {
                Pack shipped = loaded.get(language);
                loaded.put(language, Pack.over(shipped == null ? vietnamese : shipped, language, properties(reader)));
            } catch (IOException | IllegalArgumentException e) {
                wrong.put(language, "pack.properties của gói tiếng “" + language + "” không đọc được");
                LOG.warn("voice pack {} cannot be read", language, e);
            } catch (Unsayable e) {
                wrong.put(language, String.valueOf(e.getMessage()));
            }
        }
        packs = loaded;
        problems = wrong;
    }

    /** What the office's pack says; nothing if it has none. */
    private Map<String, String> own(String language) throws IOException {
        Path file = folder.resolve(language).resolve(PACK);
        if (!Files.exists(file)) {
            return Map.of();
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            return properties(reader);
        }
    }

    private List<String> folders() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isRegularFile(entry.resolve(PACK)))
                    .map(entry -> entry.getFileName().toString())
                    .filter(Pack::isLanguage)
                    .sorted()
                    .limit(MOST_LANGUAGES)
                    .toList();
        } catch (IOException e) {
            LOG.warn("voice packs in {} cannot be listed", folder, e);
            return List.of();
        }
    }

    private static Map<String, String> shipped(String language) throws IOException {
        try (@Nullable InputStream in = ClipStore.class.getResourceAsStream(resource(language, PACK))) {
            if (in == null) {
                throw new IOException("no " + resource(language, PACK));
            }
            return properties(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
    }

    /** In the order of the file, which the plain class forgets. */
    private static Map<String, String> properties(Reader reader) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized @Nullable Object put(Object key, Object value) {
                return entries.put((String) key, (String) value);
            }
        }.load(reader);
        return entries;
    }

    private static String resource(String language, String file) {
        return "/voice/" + language + "/" + file;
    }

    /** The languages that can be spoken, by what people call them. */
    public Map<String, String> languages() {
        Map<String, String> names = new LinkedHashMap<>();
        packs.values().forEach(pack -> names.put(pack.language(), pack.name()));
        return names;
    }

    /** By language: why the office's pack, or a part of it, is not used. */
    public Map<String, String> problems() {
        Map<String, String> all = new TreeMap<>(fallbacks);
        all.putAll(problems);
        return all;
    }

    /** A sentence was said in Vietnamese because of what a pack lacks. */
    void fellBack(String language, String why) {
        if (!why.equals(fallbacks.put(language, why))) {
            LOG.info("spoken in Vietnamese: {}", why);
        }
    }

    /** The language's pack; the Vietnamese one if there is none. */
    Pack pack(String language) {
        Map<String, Pack> now = packs;
        Pack pack = now.get(language);
        return pack == null ? now.getOrDefault(VIETNAMESE, Pack.empty(VIETNAMESE)) : pack;
    }

    /** What is to be read aloud in a language, in a good order, the chime last. Empty if there is no such language. */
    public List<ClipInfo> clips(String language) {
        Pack pack = packs.get(language);
        if (pack == null) {
            return List.of();
        }
        Map<String, String> texts = new LinkedHashMap<>(pack.clips());
        if (language.equals(VIETNAMESE)) {
            texts.put(Pack.CHIME, "(chuông)");
        }
        return texts.entrySet().stream()
                .map(each -> info(language, each.getKey(), each.getValue()))
                .toList();
    }

    /** One clip of {@link #clips}; as if it were missing if there is none of that name. */
    public ClipInfo clip(String language, String name) {
        return clips(language).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(new ClipInfo(name, "", false, false, 0, null));
    }

    private ClipInfo info(String language, String name, String text) {
        String problem = null;
        boolean own = false;
        long ms = 0;
        try {
            Pcm mine = own(language, name);
            own = mine != null;
            Pcm clip = mine == null ? shipped(language, name) : mine;
            ms = clip == null ? 0 : clip.ms();
        } catch (ClipRefused | IOException e) {
            problem = e instanceof ClipRefused ? e.getMessage() : "Tệp không đọc được";
            Pcm clip = shipped(language, name);
            ms = clip == null ? 0 : clip.ms();
        }
        return new ClipInfo(name, text, own, ms > 0, ms, problem);
    }

    /** Whether a clip can be played. */
    boolean has(String language, String name) {
        return Files.isRegularFile(file(language, name))
                || ClipStore.class.getResource(resource(language, name + ".wav")) != null;
    }

    /**
     * A clip: the office's, or the one that came with the kiosk.
     *
     * @throws Unsayable if it is not there
     */
    Pcm sound(String language, String name) throws Unsayable {
        Pcm sound;
        try {
            Pcm mine = own(language, name);
            sound = mine == null ? shipped(language, name) : mine;
        } catch (ClipRefused | IOException e) {
            LOG.warn("the office's clip {}/{}.wav is not used: {}", language, name, e.getMessage());
            sound = shipped(language, name);
        }
        if (sound == null && !language.equals(VIETNAMESE)) {
            sound = shipped(VIETNAMESE, name);
        }
        if (sound == null) {
            throw new Unsayable("Chưa có đoạn tiếng " + language + "/" + name + ".wav");
        }
        return sound;
    }

    /**
     * A clip as a WAV file.
     *
     * @throws Unsayable if it is not there
     */
    public byte[] wav(String language, String name) throws Unsayable {
        if (clips(language).stream().noneMatch(each -> each.name().equals(name) && each.there())) {
            throw new Unsayable("Chưa có đoạn tiếng này");
        }
        return sound(language, name).toWav();
    }

    private @Nullable Pcm own(String language, String name) throws IOException, ClipRefused {
        Path file = file(language, name);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        if (Files.size(file) > LARGEST_FILE) {
            throw new ClipRefused("Tệp quá lớn");
        }
        return Pcm.ofWav(Files.readAllBytes(file));
    }

    private static @Nullable Pcm shipped(String language, String name) {
        try (@Nullable InputStream in = ClipStore.class.getResourceAsStream(resource(language, name + ".wav"))) {
            return in == null ? null : Pcm.ofWav(in.readAllBytes());
        } catch (IOException | ClipRefused e) {
            throw new IllegalStateException("the kiosk's own clip " + language + "/" + name + " is damaged", e);
        }
    }

    private Path file(String language, String name) {
        return folder.resolve(language).resolve(name + ".wav");
    }

    /**
     * Keeps a recording in place of the clip there is, without the silence at its ends and as loud as the others.
     *
     * @param wav 22 050 Hz, one channel, 16 bit
     * @throws ClipRefused if it is no such file, or is silent, crackles, is too short or too long
     * @throws IOException if it cannot be kept; the old clip stays
     */
    public synchronized ClipInfo put(String language, String name, byte[] wav) throws ClipRefused, IOException {
        requireKnown(language, name);
        Pcm clip = Recording.clip(Pcm.ofWav(wav));
        WholeFile.write(folder.resolve(language).resolve(name + ".wav"), clip.toWav());
        fallbacks.remove(language);
        return clip(language, name);
    }

    /** Goes back to the clip that came with the kiosk, if there is one. */
    public synchronized ClipInfo remove(String language, String name) throws ClipRefused, IOException {
        requireKnown(language, name);
        WholeFile.remove(folder.resolve(language).resolve(name + ".wav"));
        return clip(language, name);
    }

    private void requireKnown(String language, String name) throws ClipRefused {
        Pack pack = packs.get(language);
        if (pack == null
                || !pack.clips().containsKey(name) && !(language.equals(VIETNAMESE) && name.equals(Pack.CHIME))) {
            throw new ClipRefused("Không có đoạn tiếng này");
        }
    }

    /**
     * Adds a language. Its sentences and clips are the Vietnamese ones until the office records its own; its numbers are
     * read digit by digit.
     *
     * @param name what people call it, at most 40 characters
     * @throws ClipRefused if there is one already, or its code or name is wrong
     */
    public synchronized void addLanguage(String language, String name) throws ClipRefused, IOException {
        if (!Pack.isLanguage(language)) {
            throw new ClipRefused("Mã tiếng gồm 2 đến 8 chữ cái không dấu, ví dụ “tay” hoặc “km”");
        }
        String shown = name.strip();
        if (shown.isEmpty() || shown.length() > 40 || shown.chars().anyMatch(Character::isISOControl)) {
            throw new ClipRefused("Xin ghi tên của tiếng, nhiều nhất 40 ký tự");
        }
        if (packs.containsKey(language) || packs.size() >= MOST_LANGUAGES) {
            throw new ClipRefused(packs.containsKey(language) ? "Tiếng này đã có" : "Đã đủ số tiếng");
        }
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("name", shown);
        entries.put("numbers", "digits");
        keepPack(language, entries);
    }

    /** The sentences of a language, by kind of call. Empty if there is no such language. */
    public Map<Call.Kind, String> sentences(String language) {
        Pack pack = packs.get(language);
        return pack == null ? Map.of() : pack.sentences();
    }

    /**
     * Changes a sentence.
     *
     * @param sentence in words of the language's clips, with {@code {so}}, {@code {quay}} and, for RECALL, {@code {n}};
     *     blank: as it came with the kiosk
     * @throws ClipRefused if no clips say it; names the first word that is in none
     */
    public synchronized void say(String language, Call.Kind kind, String sentence) throws ClipRefused, IOException {
        Pack pack = packs.get(language);
        if (pack == null) {
            throw new ClipRefused("Không có tiếng này");
        }
        String wanted = sentence.strip().replaceAll("\\s+", " ");
        Map<String, String> own = new LinkedHashMap<>(own(language));
        String key = "say." + kind.name().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            own.remove(key);
        } else {
            try {
                Sentence.parse(wanted, kind, pack.clips().values());
            } catch (Unsayable e) {
                throw new ClipRefused(String.valueOf(e.getMessage()));
            }
            own.put(key, wanted);
        }
        keepPack(language, own);
    }

    private void keepPack(String language, Map<String, String> entries) throws IOException {
        StringBuilder text = new StringBuilder();
        entries.forEach((key, value) -> text.append(key)
                .append(" = ")
                .append(value.replace("\\", "\\\\"))
                .append('\n'));
        WholeFile.write(folder.resolve(language).resolve(PACK), text.toString().getBytes(StandardCharsets.UTF_8));
        fallbacks.remove(language);
        load();
    }
}
