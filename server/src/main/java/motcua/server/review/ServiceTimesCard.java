package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;
import static motcua.server.review.Card.card;
import static motcua.server.review.Card.nothing;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.ServiceTimes;

/** How long people waited and were served, by counter. */
final class ServiceTimesCard {
    private static final long MS_A_MINUTE = 60_000;
    private static final long SHORT_MS = 90_000;
    private static final long LONG_MS = 10 * MS_A_MINUTE;

    private ServiceTimesCard() {}

    static Html of(ReviewData data) {
        List<Html> rows = new ArrayList<>();
        for (ServiceTimes.OfCounter each : data.times().get()) {
            rows.add(el(
                    "tr",
                    el(
                            "th",
                            at("scope", "row"),
                            cls("c-name"),
                            Html.name(data.names().counter(data.onlyOffice(), Integer.toString(each.counter())))),
                    cell(Figures.count(each.service().n()), say("Lượt", "Services")),
                    cell(minutes(each.waiting().medianMs()), say("Chờ, trung vị", "Wait, median")),
                    cell(minutes(each.waiting().ninthMs()), say("Chờ, 9/10 lượt dưới", "Wait, 9 in 10 under")),
                    cell(minutes(each.service().medianMs()), say("Phục vụ, trung vị", "Service, median"))));
        }
        return card(
                "h-w",
                "",
                say("Thời gian chờ và phục vụ", "Waiting and service times"),
                Html.NOTHING,
                rows.isEmpty()
                        ? nothing()
                        : el(
                                "div",
                                cls("scroll"),
                                at("role", "group"),
                                at("tabindex", "0"),
                                at("aria-labelledby", "h-w"),
                                el(
                                        "table",
                                        cls("res"),
                                        el("caption", cls("vh"), say("Thời gian theo quầy", "Times by counter")),
                                        el(
                                                "thead",
                                                el(
                                                        "tr",
                                                        el("th", at("scope", "col"), say("Quầy", "Counter")),
                                                        head(say("Lượt", "Services")),
                                                        head(say("Chờ, trung vị", "Wait, median")),
                                                        head(say("Chờ, 9/10 lượt dưới", "Wait, 9 in 10 under")),
                                                        head(say("Phục vụ, trung vị", "Service, median")))),
                                        el("tbody", rows))),
                el(
                        "p",
                        cls("cap-note"),
                        say(
                                "Trung vị và phân vị đọc từ biểu đồ tần suất, sai số tối đa 5\u00a0%; chỉ nêu khi có từ 30 lượt, tính đến hết hôm qua.",
                                "Read from histograms, off by 5\u00a0% at most; told from 30 services on, up to yesterday.")));
    }

    private static Html head(String text) {
        return el("th", at("scope", "col"), cls("r"), text);
    }

    private static Html cell(String text, String label) {
        return el("td", cls("r"), at("data-l", label), text);
    }

    /** Seconds below a minute and a half, a tenth of a minute below ten. */
    static String minutes(OptionalLong time) {
        if (time.isEmpty()) {
            return "—";
        }
        long ms = time.getAsLong();
        if (ms < SHORT_MS) {
            return Figures.count(Math.round(ms / 1000.0)) + Figures.NO_BREAK + say("giây", "s");
        }
        return Figures.decimal((double) ms / MS_A_MINUTE, ms < LONG_MS ? 1 : 0) + Figures.NO_BREAK + say("phút", "min");
    }
}
