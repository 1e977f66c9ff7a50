package motcua.server.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Optional;
import motcua.server.language.Language;
import org.jspecify.annotations.Nullable;

/** Finds the language of whoever asks: from the address, else from the cookie, else Vietnamese. */
final class Languages {
    static final String NAME = "lang";

    private static final int YEAR_SECONDS = 365 * 24 * 3600;

    private final boolean https;

    Languages(boolean https) {
        this.https = https;
    }

    void begin(Context ctx) {
        Optional<Language> asked = ofTag(ctx.queryParam(NAME));
        asked.ifPresent(language ->
                ctx.cookie(new Cookie(NAME, language.tag(), "/", YEAR_SECONDS, https, true, null, SameSite.STRICT)));
        Language language = asked.or(() -> ofTag(ctx.cookie(NAME))).orElse(Language.VIETNAMESE);
        Language other = language == Language.ENGLISH ? Language.VIETNAMESE : Language.ENGLISH;
        Language.serve(language, here(ctx) + NAME + "=" + other.tag());
    }

    void end(Context ctx) {
        Language.rest();
    }

    private static Optional<Language> ofTag(@Nullable String tag) {
        return Optional.ofNullable(tag).flatMap(Language::ofTag);
    }

    /** Path and query without the language, ready for one more parameter. */
    private static String here(Context ctx) {
        StringBuilder here = new StringBuilder(ctx.path().startsWith("//") ? "/" : ctx.path()).append('?');
        String query = ctx.queryString();
        if (query != null) {
            for (String part : query.split("&")) {
                if (!part.isEmpty() && !part.startsWith(NAME + "=")) {
                    here.append(part).append('&');
                }
            }
        }
        return here.toString();
    }
}
