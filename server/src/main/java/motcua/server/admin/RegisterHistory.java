package motcua.server.admin;

import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.organisation.Scope;
import motcua.server.register.Change;
import motcua.server.register.Register;
import motcua.server.register.RegisterStore;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Satisfaction;

/** What was changed of a register, by whom, and taking it back. */
final class RegisterHistory {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(Satisfaction.ZONE);

    private final RegisterView view;

    RegisterHistory(RegisterView view) {
        this.view = view;
    }

    void history(Context ctx, Register register) {
        history(ctx, register, "");
    }

    private void history(Context ctx, Register register, String why) {
        Scope scope = view.scope(ctx);
        boolean editor = RegisterView.isEditor(ctx, register);
        List<Html> items = new ArrayList<>();
        for (RegisterStore.Made made : view.store.history(register)) {
            boolean seen = scope.account().unit().isEmpty()
                    || Stream.concat(made.before().stream(), made.after().stream())
                            .allMatch(cells -> RegisterView.isOf(
                                    scope, register, cells, scope.account().unit()));
            if (seen) {
                items.add(madeCard(ctx, register, made, editor));
            }
        }
        ctx.html(AdminPages.page(view.frame, ctx, register.title())
                .with(
                        AdminPages.lead(say("Lịch sử: ", "History: ") + register.title(), "", true),
                        why.isEmpty() ? Html.NOTHING : Forms.note(false, el("p", why)),
                        items.isEmpty()
                                ? el("p", cls("soft"), say("Chưa có thay đổi.", "No change yet."))
                                : Html.all(items)));
    }

    private static Html madeCard(Context ctx, Register register, RegisterStore.Made made, boolean editor) {
        String id = "h-" + made.id();
        List<Change> changes = new ArrayList<>();
        Map<List<String>, List<String>> after = new LinkedHashMap<>();
        made.after().forEach(cells -> after.put(register.key(cells), cells));
        for (List<String> cells : made.before()) {
            List<String> now = after.remove(register.key(cells));
            changes.add(new Change(cells, now == null ? List.of() : now));
        }
        after.values().forEach(cells -> changes.add(new Change(List.of(), cells)));
        return Forms.card(
                id,
                MOMENT.format(Instant.ofEpochMilli(made.atMs())) + " · "
                        + (made.account().isEmpty() ? "—" : made.account()) + " · " + made.source(),
                made.sha256().isEmpty()
                        ? Html.NOTHING
                        : el("p", cls("small soft"), "SHA-256 " + made.sha256().substring(0, 16) + "…"),
                el(
                        "details",
                        cls("twin"),
                        el("summary", Figures.count(changes.size()) + say(" dòng thay đổi", " rows changed")),
                        RegisterDifferences.table(id, register, changes)),
                made.undone()
                        ? el("p", cls("small"), say("Đã hoàn tác.", "Taken back."))
                        : editor
                                ? Forms.post(
                                        ctx,
                                        "/admin/" + register.path() + "/hoan-tac",
                                        false,
                                        Forms.hidden("lan", Long.toString(made.id())),
                                        Forms.button(say("Hoàn tác lần này", "Take this back"), false))
                                : Html.NOTHING);
    }

    void undo(Context ctx, Register register) {
        Scope scope = view.scope(ctx);
        String path = "/admin/" + register.path();
        view.store
                .undo(register, RegisterView.number(ctx.formParam("lan")), scope.account(), view.covers(scope))
                .ifPresentOrElse(
                        why -> {
                            ctx.status(HttpStatus.CONFLICT);
                            history(ctx, register, why);
                        },
                        () -> ctx.redirect(path + "?xong=1", HttpStatus.SEE_OTHER));
    }
}
