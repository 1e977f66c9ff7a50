package motcua.contract.settings;

import java.util.List;

/**
 * How numbers are called aloud.
 *
 * @param language code of the recorded voice, {@code vi} or that of a language pack
 * @param zeroTens {@code linh} or {@code lẻ} (101)
 * @param thousand {@code nghìn} or {@code ngàn}
 * @param fourAfterTens {@code tư} or {@code bốn} (24)
 * @param volumes how loud at which hours; outside of them {@link #USUAL_PERCENT}
 */
public record VoiceOptions(
        String language, String zeroTens, String thousand, String fourAfterTens, List<Volume> volumes) {
    public static final int USUAL_PERCENT = 80;

    /** Vietnamese, as most of the country says it. */
    public static final VoiceOptions USUAL = new VoiceOptions("vi", "linh", "nghìn", "tư", List.of());

    public VoiceOptions {
        volumes = volumes == null ? List.of() : List.copyOf(volumes);
    }

    /**
     * How loud at some hours of every day.
     *
     * @param fromHour first hour, 0 to 23
     * @param toHour the hour it ends at, up to 24
     * @param percent 0 (silent) to 100
     */
    public record Volume(int fromHour, int toHour, int percent) {}

    /** How loud at an hour of the day, in percent. */
    public int percentAt(int hour) {
        return volumes.stream()
                .filter(each -> hour >= each.fromHour && hour < each.toHour)
                .mapToInt(Volume::percent)
                .findFirst()
                .orElse(USUAL_PERCENT);
    }
}
