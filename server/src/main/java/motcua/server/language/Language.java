package motcua.server.language;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The languages of the pages. The thread that answers a request speaks the language of whoever asked, from {@link #serve} to
 * {@link #rest}; every other thread speaks Vietnamese. A page says each text in both where it stands: {@link #say}.
 */
public enum Language {
    VIETNAMESE("vi"),
    ENGLISH("en");

    private record Spoken(Language language, String otherHref) {}

    private static final Spoken USUAL = new Spoken(VIETNAMESE, "");
    private static final ThreadLocal<Spoken> SPOKEN = ThreadLocal.withInitial(() -> USUAL);

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** As HTML names it: {@code vi}, {@code en}. */
    public String tag() {
        return tag;
    }

    /** The language of a tag. */
    public static Optional<Language> ofTag(String tag) {
        for (Language language : values()) {
            if (language.tag.equals(tag.toLowerCase(Locale.ROOT))) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /** The language this thread speaks now. */
    public static Language current() {
        return SPOKEN.get().language;
    }

    /** Where the same page stands in the other language; empty outside of a request. */
    public static String otherHref() {
        return SPOKEN.get().otherHref;
    }

    /** The text of the two that is in the language spoken now. */
    public static String say(String vietnamese, String english) {
        return current() == ENGLISH ? english : vietnamese;
    }

    /** From now on this thread answers in a language. */
    public static void serve(Language language, String otherHref) {
        SPOKEN.set(new Spoken(language, otherHref));
    }

    /** The answer is given. */
    public static void rest() {
        SPOKEN.remove();
    }

    /** Makes something in this language whatever the page speaks, e.g. a report that an office signs. */
    public <T> T during(Supplier<T> making) {
        Spoken before = SPOKEN.get();
        SPOKEN.set(new Spoken(this, before.otherHref));
        try {
            return making.get();
        } finally {
            SPOKEN.set(before);
        }
    }
}
