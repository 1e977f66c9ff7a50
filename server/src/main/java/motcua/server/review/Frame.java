package motcua.server.review;

import static motcua.server.language.Language.say;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.access.Session;
import motcua.server.html.Page;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Satisfaction;

/** The frame of pages for people who signed in: what they may go to, who they are. */
public final class Frame {
    private final OrganisationStore organisation;
    private final Clock clock;

    /** Frames that call units by the names they have on the day. */
    public Frame(OrganisationStore organisation, Clock clock) {
        this.organisation = organisation;
        this.clock = clock;
    }

    /** A page of this title with the links of this person's role. */
    public Page page(String title, String current, Session session) {
        Account account = session.account();
        List<Page.Link> links = new ArrayList<>();
        if (account.role().seesResults()) {
            links.add(new Page.Link("/review/todo", say("Việc cần làm", "To look at")));
            links.add(new Page.Link("/review", say("Kết quả", "Results")));
            links.add(new Page.Link("/reports", say("Báo cáo", "Reports")));
            if (account.role() != Role.OBSERVER) {
                links.add(new Page.Link("/cases", say("Vụ việc", "Cases")));
            }
        }
        if (account.role() == Role.CLERK) {
            links.add(new Page.Link("/contests", say("Đề nghị xem xét", "Contests")));
        }
        if (account.role() == Role.CLERK) {
            links.add(new Page.Link("/me", say("Kết quả của tôi", "My results")));
        } else if (account.role() != Role.OBSERVER) {
            links.add(new Page.Link("/status", say("Dữ liệu & thiết bị", "Data & devices")));
        }
        if (account.role() != Role.OBSERVER && account.role() != Role.CLERK) {
            links.add(new Page.Link("/admin", say("Quản trị", "Administration")));
        }
        links.add(new Page.Link("/phuong-phap", say("Phương pháp", "Method")));
        return Page.titled(title)
                .links(links, current)
                .person(Optional.of(new Page.Person(
                        account.name(),
                        account.role().word() + " · " + unitName(account.unit()),
                        session.formToken())));
    }

    private String unitName(String unit) {
        if (unit.isEmpty()) {
            return say("mọi đơn vị", "all units");
        }
        String today = LocalDate.now(clock.withZone(Satisfaction.ZONE)).toString();
        return organisation.tree(today).unit(unit).map(OrgUnit::name).orElse(unit);
    }

    /** The same for a page that is open to all; without a person if nobody signed in. */
    public Page open(Context ctx, String title, String current) {
        return Gate.session(ctx)
                .map(session -> page(title, current, session))
                .orElseGet(() -> Page.titled(title)
                        .links(
                                List.of(
                                        new Page.Link("/", say("Kết quả công khai", "Public results")),
                                        new Page.Link("/phuong-phap", say("Phương pháp", "Method"))),
                                current));
    }
}
