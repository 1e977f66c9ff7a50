package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.el;
import static motcua.server.html.Html.flag;
import static motcua.server.language.Language.say;

import java.util.List;
import motcua.server.html.Html;

/** The periods a reviewer may choose, as options of a list; one that is not over is called provisional. */
final class PeriodOptions {
    private PeriodOptions() {}

    static List<Html> of(ReviewData.Choice choice) {
        return choice.periods().stream()
                .map(p -> el(
                        "option",
                        at("value", p.key()),
                        flag("selected", p.equals(choice.period())),
                        p.name() + (p.isClosed(choice.today()) ? "" : say(" (tạm tính)", " (provisional)"))))
                .toList();
    }
}
