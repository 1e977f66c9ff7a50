package motcua.contract.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Bytes that are not the canonical JSON they should be. The message says in what way, in one short printable line. */
public final class MalformedJson extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int MAX_SUMMARY = 160;

    public MalformedJson(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A foreign message as one line of at most 160 printable characters: bytes from outside must not break a log. */
    public static String summary(@Nullable String message) {
        StringBuilder line = new StringBuilder(MAX_SUMMARY);
        for (char c : String.valueOf(message).toCharArray()) {
            if (c == '\n' || line.length() == MAX_SUMMARY) {
                break;
            }
            line.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return line.toString();
    }
}
