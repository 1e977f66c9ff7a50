package motcua.server.review;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import motcua.server.access.Account;
import motcua.server.html.Html;

/** A part of the server that knows of things to look at: reports that are due, cases that are overdue. */
public interface TodoSource {
    /** What this account should look at today in these offices, in the language spoken. */
    List<Todo> todos(Account account, Set<String> offices, LocalDate today);

    /** A card beside the list, or nothing. */
    default Html card(Account account, Set<String> offices, LocalDate today) {
        return Html.NOTHING;
    }
}
