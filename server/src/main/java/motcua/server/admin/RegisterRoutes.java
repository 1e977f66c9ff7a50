package motcua.server.admin;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.atIf;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;
import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.html.Html;
import motcua.server.language.Language;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.organisation.Units;
import motcua.server.register.CellText;
import motcua.server.register.Change;
import motcua.server.register.Column;
import motcua.server.register.Entry;
import motcua.server.register.Fault;
import motcua.server.register.Proposal;
import motcua.server.register.Register;
import motcua.server.register.RegisterStore;
import motcua.server.register.Sheet;
import motcua.server.register.SheetReader;
import motcua.server.register.Unreadable;
import motcua.server.review.Frame;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Satisfaction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** The pages of every register: its rows, one row, a file with the preview of its differences, its history. */
public final class RegisterRoutes {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(Satisfaction.ZONE);
    private static final int MOST_ROWS = 500;
    private static final int MOST_FAULTS = 200;

    private final RegisterStore store;
    private final DraftStore drafts;
    private final OrganisationStore organisation;
    private final Function<Register, Html> notice;
    private final Frame frame;
    private final Clock clock;

    /** @param notice what stands above the rows of a register */
    RegisterRoutes(
            RegisterStore store,
            DraftStore drafts,
            OrganisationStore organisation,
            Function<Register, Html> notice,
            Frame frame,
            Clock clock) {
        this.notice = notice;
        this.store = store;
        this.drafts = drafts;
        this.organisation = organisation;
        this.frame = frame;
        this.clock = clock;
    }

    /** Who may look at a register: its editors and who stands above. */
    static Role[] readers(Register register) {
        Set<Role> readers = new TreeSet<>(register.editors());
        readers.addAll(Set.of(Role.REVIEWER, Role.AUDITOR));
        return readers.toArray(Role[]::new);
    }

    /** Adds the routes. */
    void register(RoutesConfig routes) {
        for (Register each : store.registers()) {
            String path = "/admin/" + each.path();
            Role[] editors = new TreeSet<>(each.editors()).toArray(Role[]::new);
            routes.get(path, ctx -> list(ctx, each), readers(each));
            routes.get(path + ".csv", ctx -> csv(ctx, each), readers(each));
            routes.get(path + "/lich-su", ctx -> history(ctx, each), readers(each));
            routes.get(path + "/sua", ctx -> edit(ctx, each), editors);
            routes.post(path + "/sua", ctx -> save(ctx, each), editors);
            routes.get(path + "/nhap", ctx -> upload(ctx, each, List.of()), editors);
            routes.post(path + "/nhap", ctx -> take(ctx, each), editors);
            routes.get(path + "/nhap/{draft}", ctx -> preview(ctx, each), editors);
            routes.post(path + "/nhap/{draft}", ctx -> confirm(ctx, each), editors);
            routes.post(path + "/hoan-tac", ctx -> undo(ctx, each), editors);
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(Satisfaction.ZONE));
    }

    private Scope scope(Context ctx) {
        return Scope.of(ctx, organisation.tree(today().toString()));
    }

    /** Whether a person may change what belongs to a unit: of the subtree, and what belongs to all only from the top. */
    private Predicate<String> covers(Scope scope) {
        Units units = organisation.units();
        String today = today().toString();
        return unit -> scope.answersFor(unit, units, today);
    }

    private static boolean isEditor(Context ctx, Register register) {
        Account account = Gate.required(ctx).account();
        return register.editors().contains(account.role())
                && (register.ofUnit() >= 0 || account.unit().isEmpty());
    }

    /** The rows of the unit asked for; what belongs to all is seen by all. */
    private List<List<String>> rows(Context ctx, Register register) {
        Scope scope = scope(ctx);
        String unit = scope.unit(ctx.queryParam("dv"));
        String wanted = CellText.fold(Forms.query(ctx, "q"));
        String day = Forms.query(ctx, "ngay");
        String on = day.isEmpty() ? "" : readDay(day);
        return store.rows(register).stream()
                .filter(cells -> unit.isEmpty() || isOf(scope, register, cells, unit))
                .filter(cells -> wanted.isEmpty()
                        || cells.stream().anyMatch(cell -> CellText.fold(cell).contains(wanted)))
                .filter(cells -> on.isEmpty() || !register.dated() || holdsOn(register, cells, on))
                .toList();
    }

    private static boolean isOf(Scope scope, Register register, List<String> cells, String unit) {
        if (register.ofUnit() < 0) {
            return true;
        }
        String owner = cells.get(register.ofUnit());
        return owner.isEmpty() && !register.name().equals("UNITS")
                || owner.equals(unit)
                || cells.get(0).equals(unit)
                || scope.tree().unit(owner).isPresent() && scope.tree().isUnder(owner, unit);
    }

    private static boolean holdsOn(Register register, List<String> cells, String day) {
        String to = cells.get(register.index("valid_to"));
        return cells.get(register.index("valid_from")).compareTo(day) <= 0 && (to.isEmpty() || to.compareTo(day) > 0);
    }

    private static String readDay(String written) {
        try {
            return CellText.read(Column.free("", Column.Kind.DAY, "", ""), written);
        } catch (CellText.Wrong e) {
            return "";
        }
    }

    private void list(Context ctx, Register register) {
        List<List<String>> rows = rows(ctx, register);
        boolean editor = isEditor(ctx, register);
        List<String> heads =
                new ArrayList<>(register.columns().stream().map(Column::title).toList());
        if (editor) {
            heads.add(say("Việc", "Action"));
        }
        List<Html> shown = rows.stream()
                .limit(MOST_ROWS)
                .map(cells -> row(register, cells, editor))
                .toList();
        String path = "/admin/" + register.path();
        String done = Forms.query(ctx, "xong");
        ctx.html(Forms.page(frame, ctx, register.title())
                .with(
                        Forms.lead(register.title(), words(register), true),
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
                                rows.size() > MOST_ROWS
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

    private void csv(Context ctx, Register register) throws IOException {
        StringBuilder text = new StringBuilder("\ufeff");
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord(register.columns().stream().map(Column::name).toList());
            for (List<String> cells : rows(ctx, register)) {
                List<String> shown = new ArrayList<>();
                for (int i = 0; i < cells.size(); i++) {
                    Column column = register.columns().get(i);
                    shown.add(column.kind() == Column.Kind.DAY ? CellText.show(column, cells.get(i)) : cells.get(i));
                }
                printer.printRecord(shown);
            }
        }
        ctx.contentType("text/csv; charset=utf-8");
        ctx.header("Content-Disposition", "attachment; filename=\"" + register.path() + ".csv\"");
        ctx.result(text.toString());
    }

    private void history(Context ctx, Register register) {
        history(ctx, register, "");
    }

    private void history(Context ctx, Register register, String why) {
        Scope scope = scope(ctx);
        boolean editor = isEditor(ctx, register);
        List<Html> items = new ArrayList<>();
        for (RegisterStore.Made made : store.history(register)) {
            boolean seen = scope.account().unit().isEmpty()
                    || Stream.concat(made.before().stream(), made.after().stream())
                            .allMatch(cells ->
                                    isOf(scope, register, cells, scope.account().unit()));
            if (seen) {
                items.add(madeCard(ctx, register, made, editor));
            }
        }
        ctx.html(Forms.page(frame, ctx, register.title())
                .with(
                        Forms.lead(say("Lịch sử: ", "History: ") + register.title(), "", true),
                        why.isEmpty() ? Html.NOTHING : Forms.note(false, el("p", why)),
                        items.isEmpty()
                                ? el("p", cls("soft"), say("Chưa có thay đổi.", "No change yet."))
                                : Html.all(items)));
    }

    private static Html madeCard(Context ctx, Register register, RegisterStore.Made made, boolean editor) {
        String id = "h-" + made.id();
        List<Change> changes = new ArrayList<>();
        Map<List<String>, List<String>> after = new LinkedHashMap<>();
        made.after().forEach(cells -> after.put(keyOf(register, cells), cells));
        for (List<String> cells : made.before()) {
            List<String> now = after.remove(keyOf(register, cells));
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
                        differences(id, register, changes)),
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

    private static List<String> keyOf(Register register, List<String> cells) {
        List<String> key = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (register.columns().get(i).key()) {
                key.add(cells.get(i));
            }
        }
        return key;
    }

    /** A table of rows that are new, gone or different, what changed in them marked. */
    private static Html differences(String labelledBy, Register register, List<Change> changes) {
        List<String> heads = new ArrayList<>();
        heads.add(say("Thay đổi", "Change"));
        register.columns().forEach(column -> heads.add(column.title()));
        List<Html> rows = changes.stream()
                .limit(MOST_ROWS)
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

    private void edit(Context ctx, Register register) {
        List<String> cells = new ArrayList<>();
        List<List<String>> rows = rows(ctx, register);
        List<String> key = new ArrayList<>();
        for (Column column : register.columns()) {
            if (column.key()) {
                key.add(Forms.query(ctx, column.name()));
            }
        }
        rows.stream()
                .filter(row -> keyOf(register, row).equals(key))
                .findFirst()
                .ifPresent(cells::addAll);
        boolean known = !cells.isEmpty();
        while (cells.size() < register.columns().size()) {
            cells.add("");
        }
        form(ctx, register, cells, known, List.of());
    }

    private void form(Context ctx, Register register, List<String> cells, boolean known, List<Fault> faults) {
        List<Html> fields = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            fields.add(input(register, i, cells.get(i), known, faults));
        }
        String title = known ? say("Sửa dòng: ", "Edit a row: ") + cells.get(0) : say("Thêm dòng", "Add a row");
        ctx.html(Forms.page(frame, ctx, register.title())
                .with(
                        Forms.lead(register.title() + " – " + title, "", true),
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

    private void save(Context ctx, Register register) {
        List<String> cells = register.columns().stream()
                .map(column -> Forms.param(ctx, column.name()))
                .toList();
        RegisterStore.Wish wish = new RegisterStore.Wish(
                register,
                List.of(new Entry(1, cells)),
                false,
                Map.of(),
                today().toString(),
                Language.VIETNAMESE.during(() -> say("Biểu mẫu", "Form")),
                "",
                -1);
        Scope scope = scope(ctx);
        Proposal made = store.make(wish, scope.account(), covers(scope));
        if (made.faults().isEmpty()) {
            ctx.redirect("/admin/" + register.path() + "?xong=" + made.changes().size(), HttpStatus.SEE_OTHER);
        } else {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            form(ctx, register, cells, false, made.faults());
        }
    }

    private void upload(Context ctx, Register register, List<Fault> faults) {
        boolean list = register.closes();
        ctx.html(Forms.page(frame, ctx, register.title())
                .with(
                        Forms.lead(
                                say("Nhập từ tệp: ", "Import a file: ") + register.title(),
                                say(
                                        "CSV (UTF-8) hoặc XLSX, dòng đầu là tên cột. Trước khi ghi sẽ thấy hết phần khác biệt; chưa xác nhận thì chưa có gì thay đổi.",
                                        "CSV (UTF-8) or XLSX, the first line names the columns. All differences are shown first; nothing changes before you confirm."),
                                true),
                        faults(faults),
                        Forms.card(
                                "h-f",
                                say("Tệp", "File"),
                                Forms.post(
                                        ctx,
                                        "/admin/" + register.path() + "/nhap",
                                        true,
                                        Forms.field("tep", say("Tệp CSV hoặc XLSX", "CSV or XLSX"), "", "file", true),
                                        Forms.choice(
                                                "kieu",
                                                say("Tệp gồm", "The file holds"),
                                                orderedMap(
                                                        list ? "het" : "them",
                                                        list ? wholeWords() : partWords(),
                                                        list ? "them" : "het",
                                                        list ? partWords() : wholeWords()),
                                                ""),
                                        list ? decision() : Html.NOTHING,
                                        Forms.button(say("Xem phần khác biệt", "Show the differences"), true)),
                                el(
                                        "p",
                                        cls("small soft"),
                                        say("Tên cột: ", "Columns: ")
                                                + register.columns().stream()
                                                        .map(Column::name)
                                                        .collect(Collectors.joining(", "))
                                                + say(
                                                        " (hoặc tên tiếng Việt như trong danh sách).",
                                                        " (or their titles)."),
                                        " ",
                                        el(
                                                "a",
                                                at("href", "/admin/" + register.path() + ".csv"),
                                                say(
                                                        "Tải danh sách hiện có làm mẫu",
                                                        "Download the list as a template"))))));
    }

    private static Html decision() {
        return Html.all(
                Forms.field("so-qd", say("Số quyết định công bố *", "Number of the decision *"), "", "text", true),
                Forms.field("ngay-qd", say("Ngày quyết định *", "Day of the decision *"), "", "text", true),
                Forms.field("hieu-luc", say("Có hiệu lực từ *", "In force from *"), "", "text", true));
    }

    private static Map<String, String> orderedMap(String a, String av, String b, String bv) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put(a, av);
        map.put(b, bv);
        return map;
    }

    private static String wholeWords() {
        return say("toàn bộ danh sách (dòng không có trong tệp sẽ hết)", "the complete list (rows it lacks end)");
    }

    private static String partWords() {
        return say("chỉ dòng thêm hoặc sửa", "only rows to add or change");
    }

    private static Html faults(List<Fault> faults) {
        if (faults.isEmpty()) {
            return Html.NOTHING;
        }
        return Forms.note(
                false,
                el(
                        "p",
                        el(
                                "b",
                                say("Chưa ghi gì. ", "Nothing was changed. ")
                                        + Figures.count(faults.size())
                                        + say(" chỗ cần sửa:", " places to correct:"))),
                el(
                        "ul",
                        cls("kvl"),
                        faults.stream()
                                .limit(MOST_FAULTS)
                                .map(fault -> el("li", el("b", fault.place()), ": " + fault.message()))
                                .toList()));
    }

    private void take(Context ctx, Register register) throws IOException {
        UploadedFile file = ctx.uploadedFile("tep");
        if (file == null || file.size() == 0) {
            refuse(ctx, register, new Fault(0, "", say("chưa chọn tệp", "no file was chosen")));
            return;
        }
        byte[] bytes;
        try (InputStream content = file.content()) {
            bytes = content.readNBytes(SheetReader.MOST_BYTES + 1);
        }
        Map<String, String> defaults = new LinkedHashMap<>();
        String day = today().toString();
        if (register.closes()) {
            List<Fault> faults = new ArrayList<>();
            String number = Forms.param(ctx, "so-qd");
            if (number.isEmpty()) {
                faults.add(
                        new Fault(0, "", say("thiếu số quyết định công bố", "the number of the decision is missing")));
            }
            defaults.put("decision_no", number);
            defaults.put(
                    "decision_date", dayField(ctx, "ngay-qd", say("ngày quyết định", "day of the decision"), faults));
            day = dayField(ctx, "hieu-luc", say("ngày có hiệu lực", "first day in force"), faults);
            if (!faults.isEmpty()) {
                ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
                upload(ctx, register, faults);
                return;
            }
        }
        Sheet sheet;
        try {
            sheet = SheetReader.read(bytes);
        } catch (Unreadable e) {
            refuse(ctx, register, new Fault(0, "", String.valueOf(e.getMessage())));
            return;
        }
        Scope scope = scope(ctx);
        RegisterStore.Wish empty = new RegisterStore.Wish(
                register,
                List.of(),
                Forms.param(ctx, "kieu").equals("het"),
                defaults,
                day,
                name(file),
                sha256(bytes),
                store.stamp(register));
        Proposal seen = store.preview(register, sheet, empty, covers(scope));
        if (!seen.faults().isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            upload(ctx, register, seen.faults());
            return;
        }
        String id = drafts.add(
                scope.account().name(),
                register.name(),
                new DraftStore.Draft(
                        store.entries(register, sheet).stream()
                                .map(entry -> new DraftStore.Draft.Line(entry.line(), entry.cells()))
                                .toList(),
                        empty.whole(),
                        defaults,
                        day,
                        empty.source(),
                        empty.sha256(),
                        empty.stamp(),
                        sheet.notes()));
        ctx.redirect("/admin/" + register.path() + "/nhap/" + id, HttpStatus.SEE_OTHER);
    }

    private static String dayField(Context ctx, String name, String title, List<Fault> faults) {
        try {
            return CellText.read(Column.needed(name, Column.Kind.DAY, "", ""), Forms.param(ctx, name));
        } catch (CellText.Wrong e) {
            faults.add(new Fault(0, "", title + ": " + e.getMessage()));
            return "";
        }
    }

    private void refuse(Context ctx, Register register, Fault fault) {
        ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
        upload(ctx, register, List.of(fault));
    }

    private static String name(UploadedFile file) {
        String name = file.filename().replaceAll("[\\p{Cntrl}\\\\/]", " ").strip();
        return name.length() > 80 ? name.substring(0, 80) : name;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private DraftStore.Draft draft(Context ctx, Register register) {
        return drafts.find(ctx.pathParam("draft"), Gate.required(ctx).account().name(), register.name())
                .orElseThrow(() -> new NotFoundResponse(say(
                        "Tệp này đã được xử lý hoặc đã quá một ngày, xin nạp lại",
                        "This file was dealt with or is older than a day; upload it again")));
    }

    private static RegisterStore.Wish wish(Register register, DraftStore.Draft draft, long stamp) {
        return new RegisterStore.Wish(
                register,
                draft.entries(),
                draft.whole(),
                draft.defaults(),
                draft.day(),
                draft.source(),
                draft.sha256(),
                stamp);
    }

    private void preview(Context ctx, Register register) {
        DraftStore.Draft draft = draft(ctx, register);
        show(ctx, register, draft, List.of());
    }

    private void show(Context ctx, Register register, DraftStore.Draft draft, List<Fault> before) {
        Scope scope = scope(ctx);
        long stamp = store.stamp(register);
        Proposal proposal = store.preview(wish(register, draft, -1), covers(scope));
        List<Fault> faults = new ArrayList<>(before);
        faults.addAll(proposal.faults());
        Map<Change.Kind, Long> counts =
                proposal.changes().stream().collect(Collectors.groupingBy(Change::kind, Collectors.counting()));
        ctx.html(Forms.page(frame, ctx, register.title())
                .with(
                        Forms.lead(
                                say("Phần khác biệt: ", "Differences: ") + draft.source(),
                                say("thêm ", "new ")
                                        + counts.getOrDefault(Change.Kind.ADDED, 0L)
                                        + say(" · đổi ", " · changed ")
                                        + counts.getOrDefault(Change.Kind.CHANGED, 0L)
                                        + say(" · bỏ ", " · gone ")
                                        + counts.getOrDefault(Change.Kind.REMOVED, 0L)
                                        + say(". Chưa ghi gì.", ". Nothing is changed yet."),
                                true),
                        faults(faults),
                        draft.notes().isEmpty()
                                ? Html.NOTHING
                                : el(
                                        "ul",
                                        cls("kvl small"),
                                        draft.notes().stream()
                                                .map(note -> el("li", note))
                                                .toList()),
                        proposal.changes().isEmpty()
                                ? el("p", say("Tệp không làm thay đổi gì.", "The file changes nothing."))
                                : Forms.card(
                                        "h-d",
                                        Figures.count(proposal.changes().size()) + say(" dòng", " rows"),
                                        differences("h-d", register, proposal.changes()),
                                        Forms.post(
                                                ctx,
                                                "/admin/" + register.path() + "/nhap/" + ctx.pathParam("draft"),
                                                false,
                                                Forms.hidden("moc", Long.toString(stamp)),
                                                Forms.button(say("Xác nhận và ghi", "Confirm"), true),
                                                el(
                                                        "a",
                                                        cls("btn"),
                                                        at("href", "/admin/" + register.path()),
                                                        say("Không ghi", "Leave it"))))));
    }

    private void confirm(Context ctx, Register register) {
        DraftStore.Draft draft = draft(ctx, register);
        Scope scope = scope(ctx);
        Proposal made = store.make(wish(register, draft, number(ctx.formParam("moc"))), scope.account(), covers(scope));
        if (made.faults().isEmpty()) {
            drafts.drop(ctx.pathParam("draft"));
            ctx.redirect("/admin/" + register.path() + "?xong=" + made.changes().size(), HttpStatus.SEE_OTHER);
        } else {
            ctx.status(HttpStatus.CONFLICT);
            show(ctx, register, draft, made.faults());
        }
    }

    private static long number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,15}") ? Long.parseLong(text) : 0;
    }

    private void undo(Context ctx, Register register) {
        Scope scope = scope(ctx);
        String path = "/admin/" + register.path();
        store.undo(register, number(ctx.formParam("lan")), scope.account(), covers(scope))
                .ifPresentOrElse(
                        why -> {
                            ctx.status(HttpStatus.CONFLICT);
                            history(ctx, register, why);
                        },
                        () -> ctx.redirect(path + "?xong=1", HttpStatus.SEE_OTHER));
    }
}
