package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.review.Svg.n;
import static motcua.server.review.Svg.rect;
import static motcua.server.review.Svg.silent;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import motcua.server.html.Html;
import motcua.server.watch.OfficeState;

/** Fourteen days of an office, a slot a day, and the bars that say how strong evidence is. */
final class StatePlots {
    private static final int SLOT = 9;

    private StatePlots() {}

    static Html strip(List<OfficeState.Day> days) {
        List<Html> body = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            body.add(slot(i * SLOT, days.get(i)));
        }
        return silent("strip", days.size() * SLOT, 18, body);
    }

    private static Html slot(double x, OfficeState.Day day) {
        if (day.services() > 0) {
            return rect(x + 1.5, 3, 6, 12, "d-ok");
        }
        if (day.isMissing()) {
            return rect(x + 2, 3.5, 5, 11, "d-no");
        }
        return day.working()
                ? rect(x + 1.5, 13, 6, 2, "d-ok")
                : el("circle", at("cx", n(x + 4.5)), at("cy", 9), at("r", "1.2"), cls("d-off"));
    }

    static Html key(boolean working, long services, boolean received) {
        return silent(
                "strip", SLOT, 18, List.of(slot(0, new OfficeState.Day(LocalDate.EPOCH, working, services, received))));
    }

    /** One to four bars. */
    static Html ladder(int strength) {
        List<Html> bars = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            bars.add(rect(i * 8, 12 - 3 * i, 6, 4 + 3 * i, i < strength ? "on" : "off"));
        }
        return silent("ladder", 32, 17, bars);
    }
}
