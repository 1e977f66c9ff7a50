package motcua.contract.wire;

import java.util.List;
import motcua.contract.body.SettingsApplied;
import motcua.contract.scale.ScaleDraft;
import motcua.contract.settings.OfficeHours;
import motcua.contract.settings.OfficeTexts;
import motcua.contract.settings.PrinterOptions;
import motcua.contract.settings.VoiceOptions;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one office as its server sends them, signed, to its kiosk. They replace what was set up on the spot; what is
 * absent stays there as it is.
 *
 * @param version rises with each publication for this kiosk, from 1; a kiosk takes only a higher one than it has
 * @param form what a kiosk must understand to use them, {@link #FORM} now; a kiosk that knows less refuses them as a whole
 * @param scale id of the scale with its version, e.g. {@code HL5/1}: a standard one, or {@code ownScale}
 * @param windowMs length of a rating window in milliseconds, 30 000 to 300 000
 * @param queues what tickets are taken for, empty in an office without tickets
 * @param catalogue which published list the procedures are
 * @param languages codes of the languages citizens may choose beside Vietnamese
 * @param ownScale the scale, where it is none of the standard ones
 */
public record Settings(
        long version,
        int form,
        SettingsApplied.Office office,
        List<SettingsApplied.Counter> counters,
        List<Clerk> clerks,
        String scale,
        long windowMs,
        List<SettingsApplied.Queue> queues,
        @Nullable List<Procedure> procedures,
        @Nullable Catalogue catalogue,
        @Nullable OfficeHours hours,
        @Nullable OfficeTexts texts,
        @Nullable VoiceOptions voice,
        @Nullable PrinterOptions printer,
        @Nullable List<String> languages,
        @Nullable ScaleDraft ownScale) {
    /** The form this version writes and reads. */
    public static final int FORM = 1;

    public Settings {
        if (version < 1) {
            throw new IllegalArgumentException("settings begin at version 1, not " + version);
        }
        counters = List.copyOf(counters);
        clerks = List.copyOf(clerks);
        queues = List.copyOf(queues);
        procedures = procedures == null ? null : List.copyOf(procedures);
        languages = languages == null ? null : List.copyOf(languages);
    }

    /**
     * A clerk of the roster.
     *
     * @param leader whether the clerk leads the shift
     * @param pin absent: the clerk keeps the PIN that the kiosk has
     */
    public record Clerk(
            String id,
            String name,
            @Nullable String kind,
            boolean leader,
            @Nullable Pin pin) {}

    /**
     * A PIN, hashed with PBKDF2-HMAC-SHA-512.
     *
     * @param salt 32 hexadecimal digits
     * @param hash 64 hexadecimal digits
     */
    public record Pin(String salt, int iterations, String hash) {}

    /**
     * A procedure of the official list.
     *
     * @param nickname short name people say
     * @param common whether it has a key of its own on the first screen
     */
    public record Procedure(
            String code,
            String name,
            @Nullable String field,
            @Nullable String nickname,
            @Nullable String keywords,
            boolean common) {}

    /**
     * The published list the procedures come from.
     *
     * @param date day of the decision, {@code yyyy-MM-dd}
     */
    public record Catalogue(String decision, String date) {}
}
