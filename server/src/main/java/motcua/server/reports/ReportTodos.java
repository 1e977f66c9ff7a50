package motcua.server.reports;

import static motcua.server.language.Language.say;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.html.Html;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.review.Todo;
import motcua.server.review.TodoSource;
import motcua.server.satisfaction.Figures;

/** Reports of the usual period that are overdue or came back, as things to look at. */
public final class ReportTodos implements TodoSource {
    private static final int MOST_NAMES = 3;

    private final ReportStore store;
    private final OrganisationStore organisation;

    /** Of these reports. */
    public ReportTodos(ReportStore store, OrganisationStore organisation) {
        this.store = store;
        this.organisation = organisation;
    }

    @Override
    public List<Todo> todos(Account account, Set<String> offices, LocalDate today) {
        ReportPeriod period = ReportPeriod.usual(today);
        LocalDate due = period.to().plusDays(Reports.DUE_DAYS);
        OrganisationStore.Tree tree = organisation.tree(today.toString());
        List<Todo> todos = new ArrayList<>();
        if (account.role() == Role.LEADER && !account.unit().isEmpty()) {
            own(account.unit(), tree, period, due, today).ifPresent(todos::add);
        }
        if (account.role() == Role.REVIEWER && today.isAfter(due)) {
            below(superior(account, tree), tree, period, due).ifPresent(todos::add);
        }
        return todos;
    }

    private Optional<Todo> own(
            String unit, OrganisationStore.Tree tree, ReportPeriod period, LocalDate due, LocalDate today) {
        Optional<ReportVersion> latest = store.latest(unit, period.key());
        boolean returned = latest.filter(version -> version.state() == ReportState.RETURNED)
                .isPresent();
        if (latest.filter(ReportVersion::isSent).isPresent() || !(returned || today.isAfter(due))) {
            return Optional.empty();
        }
        return tree.unit(unit)
                .map(self -> todo(
                        Html.all(
                                Html.name(self.name()),
                                returned
                                        ? say(": báo cáo bị trả lại", ": the report came back")
                                        : say(": báo cáo quá hạn gửi", ": the report is overdue")),
                        returned
                                ? say(
                                        "Cấp trên trả lại kèm ý kiến; bản 2 liệt kê các ô đã đổi.",
                                        "The superior sent it back with remarks; version 2 lists the changed cells.")
                                : say("Kỳ đã kết thúc, báo cáo chưa gửi.", "The period is over and nothing was sent."),
                        "/reports?dv=" + URLEncoder.encode(unit, StandardCharsets.UTF_8) + "&ky=" + period.key(),
                        period,
                        due));
    }

    /** The unit that reports go to; whoever sees everything stands at its top. */
    private static String superior(Account account, OrganisationStore.Tree tree) {
        List<OrgUnit> tops = account.unit().isEmpty() ? tree.children("") : List.of();
        return tops.size() == 1 ? tops.get(0).id() : account.unit();
    }

    private Optional<Todo> below(String unit, OrganisationStore.Tree tree, ReportPeriod period, LocalDate due) {
        Map<String, ReportVersion> latest = new HashMap<>();
        store.ofPeriod(period.key())
                .forEach(version -> latest.merge(
                        version.unit(), version, (one, other) -> one.version() > other.version() ? one : other));
        List<String> missing = tree.children(unit).stream()
                .filter(child -> !tree.offices(child.id()).isEmpty())
                .filter(child -> !Optional.ofNullable(latest.get(child.id()))
                        .filter(ReportVersion::isSent)
                        .isPresent())
                .map(OrgUnit::name)
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String names = String.join(", ", missing.subList(0, Math.min(missing.size(), MOST_NAMES)))
                + (missing.size() > MOST_NAMES ? "…" : "");
        return Optional.of(todo(
                Html.text(say(
                        missing.size() + " đơn vị quá hạn gửi báo cáo",
                        missing.size() == 1 ? "1 report is overdue" : missing.size() + " reports are overdue")),
                names,
                "/reports?dv=" + URLEncoder.encode(unit, StandardCharsets.UTF_8) + "&ky=" + period.key(),
                period,
                due));
    }

    private static Todo todo(Html title, String why, String href, ReportPeriod period, LocalDate due) {
        return new Todo(
                Todo.FACT,
                title,
                why,
                href,
                Html.text(say("hạn ", "due ") + Figures.day(due)),
                say(period.name(), period.key()),
                say("Xem báo cáo", "See the reports"));
    }
}
