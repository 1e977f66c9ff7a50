package motcua.server.review;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.access.Session;
import motcua.server.html.Page;

/** The frame of pages for people who signed in: what they may go to, who they are. */
public final class Frame {
    private Frame() {}

    /** A page of this title with the links of this person's role. */
    public static Page page(Context ctx, String title, String current, Session session) {
        Account account = session.account();
        List<Page.Link> links = new ArrayList<>();
        if (account.role().seesResults()) {
            links.add(new Page.Link("/review", "Kết quả"));
        }
        if (account.role() != Role.OBSERVER) {
            links.add(new Page.Link("/status", "Dữ liệu & thiết bị"));
        }
        links.add(new Page.Link("/phuong-phap", "Phương pháp"));
        return Page.titled(title)
                .links(links, current)
                .person(Optional.of(new Page.Person(
                        account.name(),
                        account.role().vi() + (account.unit().isEmpty() ? " · mọi đơn vị" : " · " + account.unit()),
                        session.formToken())));
    }

    /** The same for a page that is open to all; without a person if nobody signed in. */
    static Page open(Context ctx, String title, String current) {
        return Gate.session(ctx)
                .map(session -> page(ctx, title, current, session))
                .orElseGet(() -> Page.titled(title)
                        .links(
                                List.of(new Page.Link("/", "Trang đầu"), new Page.Link("/phuong-phap", "Phương pháp")),
                                current));
    }
}
