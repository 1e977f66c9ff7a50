package motcua.server.register;

import static motcua.server.language.Language.say;

/**
 * What is wrong with a file or form, and where.
 *
 * @param row line of the file, the head being 1; 0 = the whole file
 * @param column head of the column; empty = the whole row
 */
public record Fault(int row, String column, String message) {
    /** The place in words. */
    public String place() {
        if (row == 0) {
            return say("Cả tệp", "The whole file");
        }
        String line = say("Dòng ", "Row ") + row;
        return column.isEmpty() ? line : line + say(", cột “", ", column “") + column + "”";
    }
}
