package motcua.server.admin;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.register.CellText;
import motcua.server.register.Column;
import motcua.server.register.Formula;
import motcua.server.register.Register;
import motcua.server.satisfaction.Figures;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The rows of a register, and the same as CSV. */
final class RegisterListPage {
    private final RegisterView view;
    private final Function<Register, Html> notice;

    /** @param notice what stands above the rows of a register */
    RegisterListPage(RegisterView view, Function<Register, Html> notice) {
        this.view = view;
        this.notice = notice;
    }

    void list(Context ctx, Register register) {
        List<List<String>> rows = view.rows(ctx, register);
        boolean editor = RegisterView.isEditor(ctx, register);
        List<String> heads =
                new ArrayList<>(register.columns().stream().map(Column::title).toList());
        if (editor) {
            heads.add(say("Việc", "Action"));
        }
        List<Html> shown = rows.stream()
                .limit(RegisterView.MOST_ROWS)
                .map(cells -> row(register, cells, editor))
                .toList();
        String path = "/admin/" + register.path();
        String done = Forms.query(ctx, "xong");
        ctx.html(AdminPages.page(view.frame, ctx, register.title())
                .with(
                        AdminPages.lead(register.title(), words(register), true),
                        done.isEmpty()
                                ? Html.NOTHING
                                : Forms.note(true, el("p", say("Đã ghi. ", "Done. ") + changes(done))),
                        notice.apply(register),
                        filter(ctx, register, path),
                        el(
                                "p",
                                cls("picks"),
                                editor
                                        ? el(
                                                "a",
                                                cls("btn main"),
                                                at("href", path + "/nhap"),
                                                say("Nhập từ tệp", "Import a file"))
                                        : Html.NOTHING,
                                editor
                                        ? el("a", cls("btn"), at("href", path + "/sua"), say("Thêm dòng", "Add a row"))
                                        : Html.NOTHING,
                                el("a", cls("btn"), at("href", path + ".csv"), say("Tải CSV", "Download CSV")),
                                el("a", cls("btn"), at("href", path + "/lich-su"), say("Lịch sử thay đổi", "History"))),
                        Forms.card(
                                "h-r",
                                Figures.count(rows.size()) + say(" dòng", " rows"),
                                rows.size() > RegisterView.MOST_ROWS
                                        ? el(
                                                "p",
                                                cls("small soft"),
                                                say(
                                                        "Chỉ hiện 500 dòng đầu; xin tìm hoặc tải CSV.",
                                                        "Only the first 500 are shown; search or download."))
                                        : Html.NOTHING,
                                rows.isEmpty()
                                        ? el("p", cls("soft"), say("Chưa có dòng nào.", "No rows yet."))
                                        : Forms.table("h-r", heads, shown))));
    }

    private static String changes(String count) {
        return count.matches("[0-9]{1,6}") ? count + say(" dòng thay đổi.", " rows changed.") : "";
    }

    private static String words(Register register) {
        return register.dated()
                ? say(
                        "Mỗi dòng có ngày bắt đầu và ngày hết; định danh không bao giờ đổi.",
                        "Each row has its dates; ids never change.")
                : "";
    }

    private Html filter(Context ctx, Register register, String path) {
        return el(
                "form",
                cls("picks"),
                at("method", "get"),
                at("action", path),
                at("role", "search"),
                Forms.field(
                        "q",
                        say("Tìm (có thể không dấu)", "Search (marks may be left out)"),
                        Forms.query(ctx, "q"),
                        "search",
                        false),
                register.dated()
                        ? Forms.field(
                                "ngay",
                                say("Có hiệu lực vào ngày", "In force on"),
                                Forms.query(ctx, "ngay"),
                                "text",
                                false)
                        : Html.NOTHING,
                Forms.button(say("Lọc", "Filter"), false));
    }

    private static Html row(Register register, List<String> cells, boolean editor) {
        List<Html> shown = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String text = CellText.show(register.columns().get(i), cells.get(i));
            shown.add(
                    i == 0
                            ? el("th", at("scope", "row"), Html.vietnamese(), text)
                            : el("td", Html.vietnamese(), text.isEmpty() ? "—" : text));
        }
        return el(
                "tr",
                shown,
                editor
                        ? el(
                                "td",
                                el(
                                        "a",
                                        at("href", "/admin/" + register.path() + "/sua?" + keyQuery(register, cells)),
                                        say("Sửa", "Edit"),
                                        el("span", cls("vh"), " " + cells.get(0))))
                        : Html.NOTHING);
    }

    private static String keyQuery(Register register, List<String> cells) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (register.columns().get(i).key()) {
                parts.add(register.columns().get(i).name() + "="
                        + URLEncoder.encode(cells.get(i), StandardCharsets.UTF_8));
            }
        }
        return String.join("&", parts);
    }

    void csv(Context ctx, Register register) throws IOException {
        StringBuilder text = new StringBuilder("\ufeff");
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord(register.columns().stream().map(Column::name).toList());
            for (List<String> cells : view.rows(ctx, register)) {
                List<String> shown = new ArrayList<>();
                for (int i = 0; i < cells.size(); i++) {
                    Column column = register.columns().get(i);
                    String cell = column.kind() == Column.Kind.DAY ? CellText.show(column, cells.get(i)) : cells.get(i);
                    shown.add(Formula.guarded(cell));
                }
                printer.printRecord(shown);
            }
        }
        ctx.contentType("text/csv; charset=utf-8");
        ctx.header("Content-Disposition", "attachment; filename=\"" + register.path() + ".csv\"");
        ctx.result(text.toString());
    }
}
