package motcua.server.register;

import static motcua.server.language.Language.say;

import java.util.List;

/**
 * A column of a register.
 *
 * @param name in the table and in the head of a file
 * @param required whether it may not be empty
 * @param key whether it is part of what tells rows apart
 */
public record Column(String name, Kind kind, String vi, String en, boolean required, boolean key) {
    /** What a cell may hold. */
    public enum Kind {
        /** Lower case letters, digits, hyphens; 1 to 40. */
        ID,
        /** One line of at most 400 characters. */
        TEXT,
        /** A day. */
        DAY,
        /** A whole number from 1 to 999. */
        NUMBER,
        /** 1 or 0. */
        YES_NO,
        /** Capital letters, digits, underscores; 1 to 30. */
        WORD,
        /** Digits 1 (Monday) to 7. */
        WEEK
    }

    /** A column that tells rows apart. */
    public static Column key(String name, Kind kind, String vi, String en) {
        return new Column(name, kind, vi, en, true, true);
    }

    /** A column that may not be empty. */
    public static Column needed(String name, Kind kind, String vi, String en) {
        return new Column(name, kind, vi, en, true, false);
    }

    /** A column that may be empty. */
    public static Column free(String name, Kind kind, String vi, String en) {
        return new Column(name, kind, vi, en, false, false);
    }

    /** The head a page uses. */
    public String title() {
        return say(vi, en);
    }

    /** The names under which a file may call it. */
    List<String> aliases() {
        return List.of(name, vi, en);
    }
}
