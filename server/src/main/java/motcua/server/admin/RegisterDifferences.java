package motcua.server.admin;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import java.util.ArrayList;
import java.util.List;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.register.CellText;
import motcua.server.register.Change;
import motcua.server.register.Column;
import motcua.server.register.Register;

/** Rows that are new, gone or different, what changed in them marked. */
final class RegisterDifferences {
    private RegisterDifferences() {}

    /** A table of rows that are new, gone or different, what changed in them marked. */
    static Html table(String labelledBy, Register register, List<Change> changes) {
        List<String> heads = new ArrayList<>();
        heads.add(say("Thay đổi", "Change"));
        register.columns().forEach(column -> heads.add(column.title()));
        List<Html> rows = changes.stream()
                .limit(RegisterView.MOST_ROWS)
                .map(change -> el("tr", el("th", at("scope", "row"), tag(change)), cells(register, change)))
                .toList();
        return Forms.table(labelledBy, heads, rows);
    }

    private static Html tag(Change change) {
        return switch (change.kind()) {
            case ADDED -> el("span", cls("tag good"), say("thêm", "new"));
            case CHANGED -> el("span", cls("tag warn"), say("đổi", "changed"));
            case REMOVED -> el("span", cls("tag bad"), say("bỏ", "gone"));
        };
    }

    private static List<Html> cells(Register register, Change change) {
        List<Html> cells = new ArrayList<>();
        for (int i = 0; i < register.columns().size(); i++) {
            Column column = register.columns().get(i);
            String before = change.before().isEmpty()
                    ? ""
                    : CellText.show(column, change.before().get(i));
            String after = change.after().isEmpty()
                    ? ""
                    : CellText.show(column, change.after().get(i));
            if (change.kind() != Change.Kind.CHANGED || before.equals(after)) {
                cells.add(el("td", Html.vietnamese(), change.after().isEmpty() ? before : after));
            } else {
                cells.add(el(
                        "td",
                        Html.vietnamese(),
                        before.isEmpty() ? "" : el("del", before),
                        " ",
                        el("ins", after.isEmpty() ? "—" : after)));
            }
        }
        return cells;
    }
}
