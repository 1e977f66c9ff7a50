package motcua.server.admin;

import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import motcua.server.access.Role;
import motcua.server.html.Html;
import motcua.server.organisation.OrganisationStore;
import motcua.server.register.Register;
import motcua.server.register.RegisterStore;
import motcua.server.review.Frame;

/** The pages of every register: its rows, one row, a file with the preview of its differences, its history. */
public final class RegisterRoutes {
    private final RegisterView view;
    private final RegisterListPage list;
    private final RegisterForm form;
    private final RegisterFile file;
    private final RegisterHistory history;

    /** @param notice what stands above the rows of a register */
    RegisterRoutes(
            RegisterStore store,
            DraftStore drafts,
            OrganisationStore organisation,
            Function<Register, Html> notice,
            Frame frame,
            Clock clock) {
        this.view = new RegisterView(store, organisation, frame, clock);
        this.list = new RegisterListPage(view, notice);
        this.form = new RegisterForm(view);
        this.file = new RegisterFile(view, drafts);
        this.history = new RegisterHistory(view);
    }

    /** Who may look at a register: its editors and who stands above. */
    static Role[] readers(Register register) {
        Set<Role> readers = new TreeSet<>(register.editors());
        readers.addAll(Set.of(Role.REVIEWER, Role.AUDITOR));
        return readers.toArray(Role[]::new);
    }

    /** Adds the routes. */
    void register(RoutesConfig routes) {
        for (Register each : view.store.registers()) {
            String path = "/admin/" + each.path();
            Role[] editors = new TreeSet<>(each.editors()).toArray(Role[]::new);
            routes.get(path, ctx -> list.list(ctx, each), readers(each));
            routes.get(path + ".csv", ctx -> list.csv(ctx, each), readers(each));
            routes.get(path + "/lich-su", ctx -> history.history(ctx, each), readers(each));
            routes.get(path + "/sua", ctx -> form.edit(ctx, each), editors);
            routes.post(path + "/sua", ctx -> form.save(ctx, each), editors);
            routes.get(path + "/nhap", ctx -> file.upload(ctx, each), editors);
            routes.post(path + "/nhap", ctx -> file.take(ctx, each), editors);
            routes.get(path + "/nhap/{draft}", ctx -> file.preview(ctx, each), editors);
            routes.post(path + "/nhap/{draft}", ctx -> file.confirm(ctx, each), editors);
            routes.post(path + "/hoan-tac", ctx -> history.undo(ctx, each), editors);
        }
    }
}
