package motcua.server.register;

import java.util.List;

/**
 * A row of a register.
 *
 * @param line line of the file it came from; 0 = it was there already
 * @param cells in the order of the register's columns
 */
public record Entry(int line, List<String> cells) {
    public Entry {
        cells = List.copyOf(cells);
    }
}
