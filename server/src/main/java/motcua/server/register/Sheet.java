package motcua.server.register;

import java.util.List;

/**
 * A table read from a file: text in NFC, without spaces around it.
 *
 * @param lines the cells of each line with its number in the file, the head first
 * @param notes what was put right while reading, for the person to know
 */
public record Sheet(List<Line> lines, List<String> notes) {
    public Sheet {
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    /** @param number line of the file, from 1 */
    public record Line(int number, List<String> cells) {
        public Line {
            cells = List.copyOf(cells);
        }
    }
}
