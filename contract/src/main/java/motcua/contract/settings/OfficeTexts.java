package motcua.contract.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an office shows to people beside numbers.
 *
 * @param lookUpAddress {@code https} address where a citizen looks up a dossier, printed as a QR code on every ticket; the same for
 *     everybody, so it tells nothing about anyone
 * @param notices lines for the board, each shown by itself
 * @param slogans lines for idle screens
 * @param conduct the code of conduct the clerks see
 * @param posted procedures as posted for the public
 */
public record OfficeTexts(
        @Nullable String lookUpAddress,
        List<String> notices,
        List<String> slogans,
        @Nullable Conduct conduct,
        List<Posted> posted) {
    /** Nothing to show. */
    public static final OfficeTexts NONE = new OfficeTexts(null, List.of(), List.of(), null, List.of());

    public OfficeTexts {
        notices = notices == null ? List.of() : List.copyOf(notices);
        slogans = slogans == null ? List.of() : List.copyOf(slogans);
        posted = posted == null ? List.of() : List.copyOf(posted);
    }

    /**
     * A code of conduct.
     *
     * @param version rises by 1 with each change of the text
     */
    public record Conduct(int version, String text) {}

    /**
     * A procedure as it is posted.
     *
     * @param fee in words, {@code Miễn phí} or {@code 8.000 đồng một trang}
     * @param limit time limit in words
     * @param decision number of the decision that published it
     * @param date day of that decision, {@code yyyy-MM-dd}
     */
    public record Posted(
            String code,
            String name,
            @Nullable String fee,
            @Nullable String limit,
            @Nullable String decision,
            @Nullable String date) {}
}
