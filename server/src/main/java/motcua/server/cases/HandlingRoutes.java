package motcua.server.cases;

import static motcua.server.language.Language.say;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import motcua.server.access.Role;
import motcua.server.catalogue.Catalogue;
import motcua.server.organisation.OrganisationStore;
import motcua.server.review.Frame;
import motcua.server.satisfaction.Satisfaction;

/** The page on which everyone sees how feedback is dealt with. What it tells is worked out once a minute, however many look. */
public final class HandlingRoutes {
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final CaseStore store;
    private final OrganisationStore organisation;
    private final Catalogue catalogue;
    private final Frame frame;
    private final Clock clock;
    private final Cache<LocalDate, Handling> told =
            Caffeine.newBuilder().maximumSize(2).expireAfterWrite(FRESH).build();

    /** The page of these cases. */
    public HandlingRoutes(
            CaseStore store, OrganisationStore organisation, Catalogue catalogue, Frame frame, Clock clock) {
        this.store = store;
        this.organisation = organisation;
        this.catalogue = catalogue;
        this.frame = frame;
        this.clock = clock;
    }

    /** Adds the route. */
    public void register(RoutesConfig routes) {
        routes.get("/xu-ly", this::page, Role.PUBLIC);
    }

    private void page(Context ctx) {
        LocalDate today = LocalDate.now(clock.withZone(Satisfaction.ZONE));
        OrganisationStore.Tree tree = organisation.tree(today.toString());
        ctx.html(new HandlingPage(told(today), tree, catalogue)
                .in(frame.open(ctx, say("Xử lý phản ánh", "Handling of feedback"), "/xu-ly")));
    }

    /** What is told on a day. */
    Handling told(LocalDate today) {
        return told.get(today, day -> {
            OrganisationStore.Tree tree = organisation.tree(day.toString());
            return Handling.of(store.all(), office -> CasePage.unitId(tree, office), day);
        });
    }
}
