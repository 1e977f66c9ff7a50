package motcua.server.reports;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import motcua.server.satisfaction.SatisfactionAnswer;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.scales.KnownScales;

/** One way of counting with one scale: such figures may be summed. */
record Way(String mode, String scale) {
    String text() {
        return mode + " " + scale;
    }

    /** The ways an answer has figures of; one without a name if it has none. */
    static List<Way> of(SatisfactionAnswer answer) {
        Set<Way> ways = new LinkedHashSet<>();
        for (SatisfactionRow total : answer.totals()) {
            ways.add(new Way(RowTables.orEmpty(total.mode()), RowTables.orEmpty(total.scale())));
        }
        if (ways.isEmpty()) {
            ways.add(new Way("", ""));
        }
        return List.copyOf(ways);
    }

    /** What a table of this way has behind its number where there are several. */
    String suffix(List<Way> ways) {
        return ways.size() == 1 ? "" : "." + (ways.indexOf(this) + 1);
    }

    /** Whether this way carries the bare counts of its mode: with two scales they would stand twice. */
    boolean carriesCounts(SatisfactionAnswer answer) {
        return answer.totals().stream()
                .filter(r -> mode.equals(RowTables.orEmpty(r.mode())))
                .findFirst()
                .map(r -> RowTables.orEmpty(r.scale()).equals(scale))
                .orElse(true);
    }

    /** What the title of a table of this way has behind it where there are several. */
    String name(String suffix) {
        return suffix.isEmpty()
                ? ""
                : " – " + word(mode)
                        + KnownScales.of(scale)
                                .map(s -> ", thang " + s.levels().size() + " mức"
                                        + (s.key().equals(s.label()) ? "" : " (" + s.label() + ")"))
                                .orElse("");
    }

    /** The words of a way of rating. */
    static String word(String mode) {
        return switch (mode) {
            case "TICKET" -> "theo phiếu";
            case "VISIT" -> "theo lượt";
            case "OPEN" -> "để ngỏ";
            default -> mode;
        };
    }
}
