package motcua.server.review;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The lines of {@link ReviewCsv} as a workbook with one sheet a table; counts and shares are numbers there, text is never a formula. */
final class ReviewXlsx {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d+)?");
    private static final int WIDE = 30;
    private static final int NARROW = 13;

    private ReviewXlsx() {}

    static byte[] of(ReviewCsv lines) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (Workbook workbook = new Workbook(out, "motcua", "1.0")) {
                lines.tables().forEach((table, rows) -> sheet(workbook.newWorksheet(table), lines, rows));
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sheet(Worksheet sheet, ReviewCsv lines, List<List<String>> rows) {
        List<String> head = lines.head();
        for (int column = 0; column < head.size(); column++) {
            sheet.value(0, column, head.get(column));
            sheet.style(0, column).bold().set();
            sheet.width(column, ReviewCsv.isNumber(column) ? NARROW : WIDE);
        }
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                String text = rows.get(row).get(column);
                if (ReviewCsv.isNumber(column) && NUMBER.matcher(text).matches()) {
                    sheet.value(row + 1, column, Double.valueOf(text));
                } else {
                    sheet.value(row + 1, column, text);
                }
            }
        }
        sheet.freezePane(0, 1);
    }
}
