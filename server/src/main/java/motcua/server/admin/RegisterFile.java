package motcua.server.admin;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import motcua.server.access.Gate;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.organisation.Scope;
import motcua.server.register.CellText;
import motcua.server.register.Change;
import motcua.server.register.Column;
import motcua.server.register.Fault;
import motcua.server.register.Proposal;
import motcua.server.register.Register;
import motcua.server.register.RegisterStore;
import motcua.server.register.Sheet;
import motcua.server.register.SheetReader;
import motcua.server.register.Unreadable;
import motcua.server.satisfaction.Figures;

/** A file with rows of a register: what it would change is shown, then confirmed. */
final class RegisterFile {
    private static final int MOST_FAULTS = 200;

    private final RegisterView view;
    private final DraftStore drafts;

    RegisterFile(RegisterView view, DraftStore drafts) {
        this.view = view;
        this.drafts = drafts;
    }

    void upload(Context ctx, Register register) {
        upload(ctx, register, List.of());
    }

    private void upload(Context ctx, Register register, List<Fault> faults) {
        boolean list = register.closes();
        ctx.html(AdminPages.page(view.frame, ctx, register.title())
                .with(
                        AdminPages.lead(
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

    void take(Context ctx, Register register) throws IOException {
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
        String day = view.today().toString();
        if (register.closes()) {
            List<Fault> faults = new ArrayList<>();
            defaults.put("decision_no", decisionNumber(ctx, register, faults));
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
        Scope scope = view.scope(ctx);
        RegisterStore.Wish empty = new RegisterStore.Wish(
                register,
                List.of(),
                Forms.param(ctx, "kieu").equals("het"),
                defaults,
                day,
                name(file),
                sha256(bytes),
                view.store.stamp(register));
        Proposal seen = view.store.preview(register, sheet, empty, view.covers(scope));
        if (!seen.faults().isEmpty()) {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            upload(ctx, register, seen.faults());
            return;
        }
        String id = drafts.add(
                scope.account().name(),
                register.name(),
                new DraftStore.Draft(
                        view.store.entries(register, sheet).stream()
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

    /** It goes into every row of the file, so it is read as a cell is. */
    private static String decisionNumber(Context ctx, Register register, List<Fault> faults) {
        Column column = register.columns().get(register.index("decision_no"));
        String number = "";
        try {
            number = CellText.read(column, Forms.param(ctx, "so-qd"));
            if (number.isEmpty()) {
                faults.add(
                        new Fault(0, "", say("thiếu số quyết định công bố", "the number of the decision is missing")));
            }
        } catch (CellText.Wrong e) {
            faults.add(new Fault(0, "", say("số quyết định công bố: ", "number of the decision: ") + e.getMessage()));
        }
        return number;
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

    void preview(Context ctx, Register register) {
        DraftStore.Draft draft = draft(ctx, register);
        show(ctx, register, draft, List.of());
    }

    private void show(Context ctx, Register register, DraftStore.Draft draft, List<Fault> before) {
        Scope scope = view.scope(ctx);
        long stamp = view.store.stamp(register);
        Proposal proposal = view.store.preview(wish(register, draft, -1), view.covers(scope));
        List<Fault> faults = new ArrayList<>(before);
        faults.addAll(proposal.faults());
        Map<Change.Kind, Long> counts =
                proposal.changes().stream().collect(Collectors.groupingBy(Change::kind, Collectors.counting()));
        ctx.html(AdminPages.page(view.frame, ctx, register.title())
                .with(
                        AdminPages.lead(
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
                                        RegisterDifferences.table("h-d", register, proposal.changes()),
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

    void confirm(Context ctx, Register register) {
        DraftStore.Draft draft = draft(ctx, register);
        Scope scope = view.scope(ctx);
        Proposal made = view.store.make(
                wish(register, draft, RegisterView.number(ctx.formParam("moc"))), scope.account(), view.covers(scope));
        if (made.faults().isEmpty()) {
            drafts.drop(ctx.pathParam("draft"));
            ctx.redirect("/admin/" + register.path() + "?xong=" + made.changes().size(), HttpStatus.SEE_OTHER);
        } else {
            ctx.status(HttpStatus.CONFLICT);
            show(ctx, register, draft, made.faults());
        }
    }
}
