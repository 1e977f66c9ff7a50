package motcua.server.admin;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.AccountStore;
import motcua.server.access.Role;
import motcua.server.form.Forms;
import motcua.server.html.Html;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.review.Frame;
import motcua.server.satisfaction.Satisfaction;

/** The log of looks at personal figures, sign-ins, refusals and changes, cut to the people of the subtree. */
final class LogRoutes {
    private static final String PATH = "/admin/nhat-ky";
    private static final int PAGE = 100;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss").withZone(Satisfaction.ZONE);

    private final AccessLogStore log;
    private final AccountStore accounts;
    private final OrganisationStore organisation;
    private final Frame frame;
    private final Clock clock;

    LogRoutes(AccessLogStore log, AccountStore accounts, OrganisationStore organisation, Frame frame, Clock clock) {
        this.log = log;
        this.accounts = accounts;
        this.organisation = organisation;
        this.frame = frame;
        this.clock = clock;
    }

    void register(RoutesConfig routes) {
        routes.get(PATH, this::show, Role.ADMINISTRATOR, Role.AUDITOR);
    }

    private void show(Context ctx) {
        Scope scope = Scope.of(
                ctx,
                organisation.tree(
                        LocalDate.now(clock.withZone(Satisfaction.ZONE)).toString()));
        String unit = scope.unit(ctx.queryParam("dv"));
        Optional<Set<String>> names = unit.isEmpty()
                ? Optional.empty()
                : Optional.of(accounts.list().stream()
                        .filter(account -> !account.unit().isEmpty()
                                && (account.unit().equals(unit) || scope.tree().isUnder(account.unit(), unit)))
                        .map(Account::name)
                        .collect(Collectors.toSet()));
        String action = Forms.query(ctx, "viec");
        String before = Forms.query(ctx, "truoc");
        List<AccessLogStore.Numbered> page =
                log.page(names, action, before.matches("[0-9]{1,15}") ? Long.parseLong(before) : Long.MAX_VALUE, PAGE);
        Map<String, String> actions = new LinkedHashMap<>();
        actions.put("", say("mọi việc", "everything"));
        log.actions().forEach(each -> actions.put(each, each));
        String title = say("Nhật ký", "Log");
        ctx.html(AdminPages.page(frame, ctx, title)
                .with(
                        AdminPages.lead(
                                title,
                                say(
                                        "Mỗi lần xem số liệu cá nhân, đăng nhập, bị từ chối và mỗi thay đổi. Không ai sửa hay xóa được.",
                                        "Each look at personal figures, sign-in, refusal and change. Nobody edits or deletes it."),
                                true),
                        el(
                                "form",
                                cls("picks"),
                                at("method", "get"),
                                at("action", PATH),
                                Forms.choice("viec", say("Việc", "Action"), actions, action),
                                Forms.button(say("Lọc", "Filter"), false)),
                        Forms.card(
                                "h-l",
                                say("Mới nhất trước", "Newest first"),
                                page.isEmpty()
                                        ? el("p", cls("soft"), say("Chưa có dòng nào.", "No entries."))
                                        : Forms.table(
                                                "h-l",
                                                List.of(
                                                        say("Lúc", "When"),
                                                        say("Ai", "Who"),
                                                        say("Vai trò", "Role"),
                                                        say("Việc", "Action"),
                                                        say("Chi tiết", "Detail")),
                                                page.stream()
                                                        .map(LogRoutes::row)
                                                        .toList()),
                                page.size() < PAGE
                                        ? Html.NOTHING
                                        : el(
                                                "p",
                                                el(
                                                        "a",
                                                        at(
                                                                "href",
                                                                PATH + "?truoc="
                                                                        + page.get(PAGE - 1)
                                                                                .id()
                                                                        + "&viec="
                                                                        + URLEncoder.encode(
                                                                                action, StandardCharsets.UTF_8)),
                                                        say("Cũ hơn", "Older"))))));
    }

    private static Html row(AccessLogStore.Numbered numbered) {
        AccessLogStore.Entry entry = numbered.entry();
        String role = Role.ofAccount(entry.role()).map(Role::word).orElse("—");
        return el(
                "tr",
                el("th", at("scope", "row"), cls("nw"), MOMENT.format(Instant.ofEpochMilli(entry.atMs()))),
                el("td", entry.account()),
                el("td", role),
                el("td", at("lang", "en"), entry.action()),
                el("td", Html.vietnamese(), entry.detail()));
    }
}
