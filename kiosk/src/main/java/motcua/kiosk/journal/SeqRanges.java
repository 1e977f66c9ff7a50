package motcua.kiosk.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Text form of ranges of seqs: {@code 5-9,12-12}. */
final class SeqRanges {
    private SeqRanges() {}

    static String text(List<long[]> ranges) {
        return ranges.stream().map(range -> range[0] + "-" + range[1]).collect(Collectors.joining(","));
    }

    /** @throws JournalDamaged if the text is no list of ranges */
    static List<long[]> parse(String text) throws JournalDamaged {
        List<long[]> ranges = new ArrayList<>();
        if (text.isEmpty()) {
            return ranges;
        }
        for (String part : text.split(",", -1)) {
            int dash = part.indexOf('-');
            try {
                ranges.add(
                        new long[] {Long.parseLong(part.substring(0, dash)), Long.parseLong(part.substring(dash + 1))});
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                throw new JournalDamaged("no ranges of seqs: " + text, e);
            }
        }
        return ranges;
    }
}
