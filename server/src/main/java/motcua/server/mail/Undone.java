package motcua.server.mail;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import motcua.server.html.Html;
import motcua.server.html.Icons;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.storage.Database;
import motcua.server.watch.ChoreStore;

/** Letters that could not go and work that could not be done by itself, for the page of devices. Safe for any thread. */
public final class Undone {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy").withZone(Satisfaction.ZONE);

    private final ChoreStore chores;
    private final AddressStore addresses;

    /** What is undone by this database, on any node. */
    public Undone(Database database) {
        this.chores = new ChoreStore(database);
        this.addresses = new AddressStore(database);
    }

    /** A note of it, or nothing. */
    public Html note() {
        List<Html> lines = new ArrayList<>();
        addresses
                .unsent()
                .ifPresent(unsent -> lines.add(el(
                        "li",
                        say(
                                Figures.count(unsent.letters()) + " thư báo buổi sáng chưa gửi được, thử lại lúc "
                                        + moment(unsent.nextMs()) + ": ",
                                Figures.count(unsent.letters()) + " morning letters could not go, tried again at "
                                        + moment(unsent.nextMs()) + ": "),
                        el("span", at("lang", "en"), unsent.why()))));
        for (ChoreStore.Failure each : chores.failures()) {
            lines.add(el(
                    "li",
                    say(
                            word(each.name()) + " chưa làm được từ " + moment(each.sinceMs()) + ", lần gần nhất "
                                    + moment(each.atMs()) + ": ",
                            word(each.name()) + " could not be done since " + moment(each.sinceMs())
                                    + ", last tried at " + moment(each.atMs()) + ": "),
                    el("span", at("lang", "en"), each.why())));
        }
        return lines.isEmpty()
                ? Html.NOTHING
                : el("div", cls("note bad"), at("role", "status"), Icons.bad(18), el("ul", cls("kvl small"), lines));
    }

    private static String word(String chore) {
        return switch (chore) {
            case "mornings" -> say("Việc buổi sáng (mở vụ việc, gửi thư)", "The morning's work (cases, letters)");
            case "exports" -> say("Xuất CSV theo lịch", "Scheduled CSV");
            default -> chore;
        };
    }

    private static String moment(long atMs) {
        return MOMENT.format(Instant.ofEpochMilli(atMs));
    }
}
