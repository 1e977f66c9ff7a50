package motcua.server.organisation;

import static motcua.server.language.Language.say;

import java.util.Arrays;
import java.util.Optional;

/** How one unit followed another. */
public enum SuccessionKind {
    /** The old unit ended and the new one took all of it over. */
    MERGE("sáp nhập", "merger"),
    /** The new unit took over a part; what of the old one's offices went where is told by the offices. */
    SPLIT("chia tách", "split"),
    /** The same unit under another name, type or code. */
    RENAME("đổi tên", "rename"),
    /** The same unit under another superior. */
    TRANSFER("chuyển đơn vị cấp trên", "transfer");

    private final String vi;
    private final String en;

    SuccessionKind(String vi, String en) {
        this.vi = vi;
        this.en = en;
    }

    /** The word a page uses. */
    public String word() {
        return say(vi, en);
    }

    /** A kind by its name or its word. */
    public static Optional<SuccessionKind> of(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equalsIgnoreCase(text) || kind.vi.equalsIgnoreCase(text))
                .findFirst();
    }
}
