package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.el;
import static motcua.server.language.Language.say;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.satisfaction.Tally;

/** The rows of a page's tables: named, in order, with what they are compared with. */
final class ResultRows {
    private final ReviewData data;
    private final RowNames names;
    private final Svg svg;

    ResultRows(ReviewData data, RowNames names, Svg svg) {
        this.data = data;
        this.names = names;
        this.svg = svg;
    }

    /** The rate of everything on the page, if it has one. */
    OptionalDouble common() {
        Tally total = data.total().tally();
        return total == null || total.rate().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(total.rate().orElseThrow());
    }

    ResultTable table() {
        return new ResultTable(svg, data.choice().closed() || data.choice().exact(), data.hasResponse());
    }

    /** The rows of a table by name, or by number; what was merged comes last. */
    List<ResultTable.Row> of(String table, List<SatisfactionRow> figures, boolean byName) {
        Collator vietnamese = Collator.getInstance(new ULocale("vi"));
        Comparator<SatisfactionRow> order = byName
                ? Comparator.comparing((SatisfactionRow r) -> names.of(table, r), vietnamese::compare)
                : Comparator.comparingInt((SatisfactionRow r) -> number(r.key()));
        return figures.stream()
                .sorted(Comparator.comparing((SatisfactionRow r) -> r.key().equals(SatisfactionRow.MERGED))
                        .thenComparing(order)
                        .thenComparing(r -> r.scale() == null ? "" : r.scale()))
                .map(r -> new ResultTable.Row(name(table, r), note(table, r), r, Svg.Mark.SAME))
                .toList();
    }

    private static int number(String key) {
        try {
            return Integer.parseInt(key);
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private Html name(String table, SatisfactionRow row) {
        if (row.key().equals(SatisfactionRow.MERGED)) {
            return Html.text(names.of(table, row));
        }
        Html name = Html.name(names.of(table, row));
        return Arrays.stream(PartKind.values())
                .filter(kind -> kind.table().equals(table))
                .findFirst()
                .map(kind -> el("a", at("href", kind.link(data.choice(), row.key())), name))
                .orElse(name);
    }

    private String note(String table, SatisfactionRow row) {
        String code = table.equals("thu_tuc") && !row.key().equals(SatisfactionRow.MERGED) ? row.key() : "";
        if (!data.yearly().contains(row)) {
            return code;
        }
        return (code.isEmpty() ? "" : code + " · ")
                + say("12 tháng: ", "12 months: ")
                + Figures.day(data.year().from()) + "–"
                + Figures.day(data.year().to());
    }
}
