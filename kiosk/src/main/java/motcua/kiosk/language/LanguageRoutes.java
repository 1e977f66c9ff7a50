package motcua.kiosk.language;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.function.Supplier;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;

/** Gives the pages their words. What a citizen chose is kept nowhere. */
public final class LanguageRoutes implements Routes {
    private final LanguagePacks packs;
    private final Supplier<List<String>> chosen;

    /** @param chosen codes the office offers beside Vietnamese, in the order of their keys */
    public LanguageRoutes(LanguagePacks packs, Supplier<List<String>> chosen) {
        this.packs = packs;
        this.chosen = chosen;
    }

    /**
     * A language that can be chosen.
     *
     * @param missing how many texts it does not have
     * @param offered whether the office offers it to citizens
     */
    record Language(String lang, String name, int missing, boolean offered) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/texts", this::list, Role.ANYONE);
        routes.get("/api/texts/{lang}", this::texts, Role.ANYONE);
    }

    private void list(Context ctx) {
        List<String> offered = chosen.get();
        List<Language> languages = packs.codes().stream()
                .flatMap(code -> packs.find(code).stream())
                .map(pack -> new Language(
                        pack.lang(),
                        pack.name(),
                        pack.missing().size(),
                        pack.lang().equals(LanguagePacks.VIETNAMESE) || offered.contains(pack.lang())))
                .toList();
        Answers.json(ctx, languages);
    }

    private void texts(Context ctx) {
        Answers.json(
                ctx,
                packs.find(ctx.pathParam("lang")).orElseThrow(() -> new NotFoundResponse("Không có ngôn ngữ này")));
    }
}
