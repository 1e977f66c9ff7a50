package motcua.server.admin;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.server.access.Role;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.organisation.OrganisationRegisters;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Reorganisation;
import motcua.server.organisation.Scope;
import motcua.server.organisation.SuccessionKind;
import motcua.server.organisation.Units;
import motcua.server.register.CellText;
import motcua.server.register.Column;
import motcua.server.register.Proposal;
import motcua.server.register.RegisterStore;
import motcua.server.review.Frame;
import motcua.server.satisfaction.Satisfaction;

/** A merger, split, rename or transfer in one form: units, their offices and the succession change together or not at all. */
final class ReorganiseRoutes {
    private static final String PATH = "/admin/sap-xep";

    private final RegisterStore store;
    private final OrganisationStore organisation;
    private final Frame frame;
    private final Clock clock;

    ReorganiseRoutes(RegisterStore store, OrganisationStore organisation, Frame frame, Clock clock) {
        this.store = store;
        this.organisation = organisation;
        this.frame = frame;
        this.clock = clock;
    }

    void register(RoutesConfig routes) {
        routes.get(PATH, ctx -> show(ctx, List.of()), Role.ADMINISTRATOR);
        routes.post(PATH, this::make, Role.ADMINISTRATOR);
    }

    private String today() {
        return LocalDate.now(clock.withZone(Satisfaction.ZONE)).toString();
    }

    private Scope scope(Context ctx) {
        return Scope.of(ctx, organisation.tree(today()));
    }

    private void show(Context ctx, List<String> faults) {
        Scope scope = scope(ctx);
        scope.unit(ctx.queryParam("dv"));
        Map<String, String> kinds = new LinkedHashMap<>();
        for (SuccessionKind kind : SuccessionKind.values()) {
            kinds.put(kind.name(), kind.word());
        }
        List<Html> units = scope.tree().under(scope.account().unit()).stream()
                .map(unit -> el("option", at("value", unit.id()), unit.name() + " (" + unit.id() + ")"))
                .toList();
        String title = say("Sắp xếp đơn vị", "Reorganise units");
        ctx.html(AdminPages.page(frame, ctx, title)
                .with(
                        AdminPages.lead(
                                title,
                                say(
                                        "Số liệu cũ vẫn thuộc đơn vị cũ; xem được cả “theo đơn vị tại thời điểm” và “quy về đơn vị hiện nay”.",
                                        "Old figures stay with the old unit and can be seen by the units of the time and of today."),
                                true),
                        faults.isEmpty()
                                ? Html.NOTHING
                                : Forms.note(
                                        false,
                                        el("p", el("b", say("Chưa ghi gì:", "Nothing was changed:"))),
                                        el(
                                                "ul",
                                                cls("kvl"),
                                                faults.stream()
                                                        .map(each -> el("li", each))
                                                        .toList())),
                        Forms.card(
                                "h-f",
                                title,
                                Forms.post(
                                        ctx,
                                        "picks cols",
                                        PATH,
                                        false,
                                        Forms.choice(
                                                "hinh-thuc",
                                                say("Hình thức", "Kind"),
                                                kinds,
                                                Forms.param(ctx, "hinh-thuc")),
                                        Forms.field(
                                                "ngay",
                                                say("Từ ngày (dd/MM/yyyy) *", "From (dd/MM/yyyy) *"),
                                                Forms.param(ctx, "ngay"),
                                                "text",
                                                true),
                                        Forms.field(
                                                "van-ban",
                                                say("Số nghị quyết, quyết định", "Decision"),
                                                Forms.param(ctx, "van-ban"),
                                                "text",
                                                false),
                                        el(
                                                "div",
                                                cls("field"),
                                                el(
                                                        "label",
                                                        at("for", "f-cu"),
                                                        say(
                                                                "Đơn vị cũ (sáp nhập: chọn nhiều)",
                                                                "Old units (several in a merger)")),
                                                el(
                                                        "select",
                                                        at("id", "f-cu"),
                                                        at("name", "cu"),
                                                        at("multiple", ""),
                                                        at("size", "8"),
                                                        Html.vietnamese(),
                                                        units)),
                                        Forms.field(
                                                "moi",
                                                say(
                                                        "Định danh đơn vị mới (sáp nhập, chia tách)",
                                                        "Id of the new unit (merger, split)"),
                                                Forms.param(ctx, "moi"),
                                                "text",
                                                false),
                                        Forms.field(
                                                "ten",
                                                say("Tên mới", "New name"),
                                                Forms.param(ctx, "ten"),
                                                "text",
                                                false),
                                        Forms.field(
                                                "loai",
                                                say("Loại mới (XA, PHUONG, …)", "New type (XA, PHUONG, …)"),
                                                Forms.param(ctx, "loai"),
                                                "text",
                                                false),
                                        Forms.field(
                                                "ma", say("Mã mới", "New code"), Forms.param(ctx, "ma"), "text", false),
                                        Forms.field(
                                                "cap-tren",
                                                say("Cấp trên mới (định danh)", "New superior (id)"),
                                                Forms.param(ctx, "cap-tren"),
                                                "text",
                                                false),
                                        el(
                                                "div",
                                                cls("field"),
                                                el(
                                                        "label",
                                                        at("for", "f-bp"),
                                                        say(
                                                                "Bộ phận chuyển sang đơn vị mới (chia tách)",
                                                                "Offices that go to the new unit (split)")),
                                                el(
                                                        "select",
                                                        at("id", "f-bp"),
                                                        at("name", "bo-phan"),
                                                        at("multiple", ""),
                                                        at("size", "5"),
                                                        Html.vietnamese(),
                                                        units)),
                                        Forms.button(say("Ghi", "Save"), true)))));
    }

    private void make(Context ctx) {
        List<String> faults = new ArrayList<>();
        Optional<SuccessionKind> kind = SuccessionKind.of(Forms.param(ctx, "hinh-thuc"));
        String day = "";
        try {
            day = CellText.read(Column.needed("ngay", Column.Kind.DAY, "", ""), Forms.param(ctx, "ngay"));
        } catch (CellText.Wrong e) {
            faults.add(say("Từ ngày: ", "From: ") + e.getMessage());
        }
        if (kind.isEmpty()) {
            faults.add(say("Chưa chọn hình thức.", "Choose a kind."));
        }
        if (faults.isEmpty()) {
            Reorganisation plan = new Reorganisation(
                    kind.orElseThrow(),
                    day,
                    Forms.param(ctx, "van-ban"),
                    ctx.formParams("cu"),
                    new Reorganisation.Target(
                            Forms.param(ctx, "moi"),
                            Forms.param(ctx, "ten"),
                            Forms.param(ctx, "loai"),
                            Forms.param(ctx, "ma"),
                            Forms.param(ctx, "cap-tren")),
                    ctx.formParams("bo-phan"));
            Scope scope = scope(ctx);
            Units units = organisation.units();
            Optional<String> missing = plan.missing(units);
            String target = Forms.param(ctx, "moi");
            boolean isNew =
                    units.states(target).isEmpty() && scope.tree().unit(target).isEmpty();
            if (missing.isPresent()) {
                faults.add(missing.get());
            } else {
                List<Proposal> made = store.makeAll(
                        plan.wishes(units),
                        scope.account(),
                        unit -> scope.answersFor(unit, units, today())
                                || isNew && !unit.isEmpty() && unit.equals(target));
                made.forEach(proposal -> proposal.faults()
                        .forEach(fault ->
                                faults.add((fault.column().isEmpty() ? "" : fault.column() + ": ") + fault.message())));
            }
        }
        if (faults.isEmpty()) {
            ctx.redirect("/admin/" + OrganisationRegisters.UNITS.path() + "?xong=1", HttpStatus.SEE_OTHER);
        } else {
            ctx.status(HttpStatus.UNPROCESSABLE_CONTENT);
            show(ctx, faults);
        }
    }
}
