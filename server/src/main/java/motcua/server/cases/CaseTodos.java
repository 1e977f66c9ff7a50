package motcua.server.cases;

import static motcua.server.language.Language.say;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import motcua.server.access.Account;
import motcua.server.html.Html;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.review.Todo;
import motcua.server.review.TodoSource;
import motcua.server.satisfaction.Figures;

/** Cases that are overdue, as things to look at. */
public final class CaseTodos implements TodoSource {
    private final CaseStore store;
    private final OrganisationStore organisation;

    /** Of these cases. */
    public CaseTodos(CaseStore store, OrganisationStore organisation) {
        this.store = store;
        this.organisation = organisation;
    }

    @Override
    public List<Todo> todos(Account account, Set<String> offices, LocalDate today) {
        if (!account.role().seesClerks()) {
            return List.of();
        }
        OrganisationStore.Tree tree = organisation.tree(today.toString());
        CaseSight sight = new CaseSight(new Scope(tree, account), today);
        List<Todo> todos = new ArrayList<>();
        for (FeedbackCase each : store.all()) {
            if (each.waits() && each.late(today) && offices.contains(each.office()) && sight.sees(each)) {
                todos.add(new Todo(
                        Todo.FACT,
                        Html.all(
                                Html.name(CasePage.unitName(tree, each.office())),
                                ": " + say("vụ việc ", "case ") + each.id() + say(" quá hạn trả lời", " is overdue")),
                        CasePage.about(each),
                        "/cases/view?so=" + each.id(),
                        Html.text(say("hạn ", "due ") + Figures.day(each.due())),
                        sight.when(each),
                        say("Xem vụ việc", "See the case")));
            }
        }
        return todos;
    }
}
