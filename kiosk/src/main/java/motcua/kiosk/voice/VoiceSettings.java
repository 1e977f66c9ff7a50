package motcua.kiosk.voice;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an office wants to be heard.
 *
 * @param linh {@code linh} or {@code lẻ}
 * @param nghin {@code nghìn} or {@code ngàn}
 * @param tu {@code tư} or {@code bốn}
 * @param percent volume outside of all hours named, 0 to 100; 0 is silent
 * @param hours volume by the hour; the first range that holds the time decides
 * @param sentences by language and kind of call, e.g. {@code vi.call}: a sentence in place of the pack's
 */
public record VoiceSettings(
        String linh, String nghin, String tu, int percent, List<Hours> hours, Map<String, String> sentences) {

    /** What holds until the office says otherwise. */
    public static final VoiceSettings DEFAULT = new VoiceSettings("linh", "nghìn", "tư", 100, List.of(), Map.of());

    private static final int MOST_RANGES = 24;

    /**
     * A range of the day.
     *
     * @param from first minute, {@code HH:mm}
     * @param to the minute after the last; before {@code from}, it is on the next morning
     * @param percent volume, 0 to 100
     */
    public record Hours(String from, String to, int percent) {
        /** @throws IllegalArgumentException in Vietnamese, if a time or the percentage is wrong */
        public Hours {
            try {
                if (LocalTime.parse(from).equals(LocalTime.parse(to))) {
                    throw new IllegalArgumentException("Khoảng giờ phải có đầu và cuối khác nhau");
                }
            } catch (DateTimeException | NullPointerException e) {
                throw new IllegalArgumentException("Xin ghi giờ như 07:30", e);
            }
            requirePercent(percent);
        }

        boolean holds(LocalTime time) {
            LocalTime first = LocalTime.parse(from);
            LocalTime end = LocalTime.parse(to);
            return first.isBefore(end)
                    ? !time.isBefore(first) && time.isBefore(end)
                    : !time.isBefore(first) || time.isBefore(end);
        }
    }

    /** @throws IllegalArgumentException in Vietnamese, if something is wrong */
    public VoiceSettings {
        new NumberReading(linh, nghin, tu);
        requirePercent(percent);
        if (hours.size() > MOST_RANGES) {
            throw new IllegalArgumentException("Nhiều nhất " + MOST_RANGES + " khoảng giờ");
        }
        hours = List.copyOf(hours);
        Map<String, String> composed = new HashMap<>();
        sentences.forEach((key, text) -> composed.put(key, Normalizer.normalize(text.strip(), Normalizer.Form.NFC)));
        sentences = Map.copyOf(composed);
    }

    private static void requirePercent(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("Âm lượng từ 0 đến 100");
        }
    }

    @JsonIgnore
    NumberReading reading() {
        return new NumberReading(linh, nghin, tu);
    }

    /** @param time of the office's clock; absent while nobody knows it, then no hours hold */
    int percentAt(@Nullable LocalTime time) {
        return time == null
                ? percent
                : hours.stream()
                        .filter(each -> each.holds(time))
                        .findFirst()
                        .map(Hours::percent)
                        .orElse(percent);
    }

    /** The sentence of a kind of call; the pack's own, or the Vietnamese one's, unless the office wants another. */
    String sentence(Pack pack, Call.Kind kind) {
        String own = sentences.get(key(pack.language(), kind));
        String sentence = own == null || own.isEmpty() ? pack.sentences().get(kind) : own;
        return sentence == null ? "" : sentence;
    }

    static String key(String language, Call.Kind kind) {
        return language + "." + kind.name().toLowerCase(Locale.ROOT);
    }
}
