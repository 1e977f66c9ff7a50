package motcua.server.admin;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.atIf;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;
import static motcua.server.language.Language.say;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.language.Language;
import motcua.server.organisation.Scope;
import motcua.server.register.CellText;
import motcua.server.register.Column;
import motcua.server.register.Entry;
import motcua.server.register.Fault;
import motcua.server.register.Proposal;
import motcua.server.register.Register;
import motcua.server.register.RegisterStore;

/** One row of a register. Of two who change it at once the second is told, with what was typed still there. */
final class RegisterForm {
    private final RegisterView view;

    RegisterForm(RegisterView view) {
        this.view = view;
    }

    void edit(Context ctx, Register register) {
        List<String> cells = new ArrayList<>();
        List<List<String>> rows = view.rows(ctx, register);
        List<String> key = new ArrayList<>();
        for (Column column : register.columns()) {
            if (column.key()) {
                key.add(Forms.query(ctx, column.name()));
            }
        }
        rows.stream().filter(row -> register.key(row).equals(key)).findFirst().ifPresent(cells::addAll);
        String seen = cells.isEmpty() ? "" : register.version(cells);
        while (cells.size() < register.columns().size()) {
            cells.add("");
        }
        form(ctx, register, cells, seen, List.of());
    }

    private void form(Context ctx, Register register, List<String> cells, String seen, List<Fault> faults) {
        boolean known = !seen.isEmpty();
        List<Html> fields = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            fields.add(input(register, i, cells.get(i), known, faults));
        }
        String title = known ? say("Sửa dòng: ", "Edit a row: ") + cells.get(0) : say("Thêm dòng", "Add a row");
        ctx.html(AdminPages.page(view.frame, ctx, register.title())
                .with(
                        AdminPages.lead(register.title() + " – " + title, "", true),
                        faults.isEmpty()
                                ? Html.NOTHING
                                : Forms.note(
                                        false,
                                        el(
                                                "ul",
                                                faults.stream()
                                                        .map(fault -> el(
                                                                "li",
                                                                (fault.column().isEmpty() ? "" : fault.column() + ": ")
                                                                        + fault.message()))
                                                        .toList())),
                        Forms.card(
                                "h-f",
                                title,
                                Forms.post(
                                        ctx,
                                        "picks cols",
                                        "/admin/" + register.path() + "/sua",
                                        false,
                                        Forms.hidden("moc", seen),
                                        Html.all(fields),
                                        Forms.button(say("Ghi", "Save"), true)),
                                register.dated()
                                        ? el(
                                                "p",
                                                cls("small soft"),
                                                say(
                                                        "Dòng mới cùng định danh với ngày bắt đầu muộn hơn làm dòng đang có hiệu lực hết vào ngày đó.",
                                                        "A new row of the same id from a later day ends the row in force on that day."))
                                        : Html.NOTHING)));
    }

    private static Html input(Register register, int index, String value, boolean known, List<Fault> faults) {
        Column column = register.columns().get(index);
        String id = "f-" + column.name();
        boolean wrong = faults.stream().anyMatch(fault -> fault.column().equals(column.title()));
        String shown = column.kind() == Column.Kind.YES_NO ? value : CellText.show(column, value);
        return el(
                "div",
                cls("field"),
                el("label", at("for", id), column.title() + (column.required() ? " *" : "")),
                column.kind() == Column.Kind.YES_NO
                        ? el(
                                "select",
                                at("id", id),
                                at("name", column.name()),
                                el(
                                        "option",
                                        at("value", "0"),
                                        flag("selected", !value.equals("1")),
                                        say("không", "no")),
                                el("option", at("value", "1"), flag("selected", value.equals("1")), say("có", "yes")))
                        : el(
                                "input",
                                at("id", id),
                                at("name", column.name()),
                                at("value", shown),
                                flag("required", column.required()),
                                flag("readonly", known && column.key()),
                                atIf(column.kind() == Column.Kind.DAY, "placeholder", "dd/MM/yyyy"),
                                atIf(wrong, "aria-invalid", "true")));
    }

    void save(Context ctx, Register register) {
        List<String> cells = register.columns().stream()
                .map(column -> Forms.param(ctx, column.name()))
                .toList();
        RegisterStore.Wish wish = new RegisterStore.Wish(
                register,
                List.of(new Entry(1, cells)),
                false,
                Map.of(),
                view.today().toString(),
                Language.VIETNAMESE.during(() -> say("Biểu mẫu", "Form")),
                "",
                -1,
                Optional.of(Forms.param(ctx, "moc")));
        Scope scope = view.scope(ctx);
        Proposal made = view.store.make(wish, scope.account(), view.covers(scope));
        if (made.faults().isEmpty()) {
            ctx.redirect("/admin/" + register.path() + "?xong=" + made.changes().size(), HttpStatus.SEE_OTHER);
            return;
        }
        // What was typed stays. Whoever stores it once more has seen what the row says now.
        boolean changed = made.faults().stream().anyMatch(fault -> fault.row() == 0);
        ctx.status(changed ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT);
        form(ctx, register, cells, changed ? view.version(register, cells) : Forms.param(ctx, "moc"), made.faults());
    }
}
