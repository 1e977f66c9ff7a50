package motcua.server.register;

import java.util.regex.Pattern;

/** What a spreadsheet takes for a formula. Blanks before the sign, which some programs skip, and its wide forms count too. */
public final class Formula {
    private static final Pattern START = Pattern.compile(
            "[\\t\\r\\n]|[\\s\\p{Z}\\u200b-\\u200d\\u2060\\ufeff]*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]");

    private Formula() {}

    /** Whether a cell with this text would be one. */
    public static boolean begins(String text) {
        return START.matcher(text).lookingAt();
    }

    /** The text with an apostrophe before it if it would be one. */
    public static String guarded(String text) {
        return begins(text) ? "'" + text : text;
    }
}
