package motcua.server.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import motcua.server.register.Formula;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The tables of a report for spreadsheets: XLSX with one sheet a table, CSV one table a file. Counts are numbers there. */
final class SpreadsheetWriter {
    private static final Pattern COUNT = Pattern.compile("\\d{1,3}(\\.\\d{3})*");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private SpreadsheetWriter() {}

    static byte[] xlsx(List<ReportTable> tables, Stamp stamp) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (Workbook workbook = new Workbook(out, "motcua", "1.0")) {
                for (ReportTable table : tables) {
                    sheet(workbook.newWorksheet("Bảng " + table.id()), table, stamp);
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sheet(Worksheet sheet, ReportTable table, Stamp stamp) {
        sheet.value(0, 0, table.id() + ". " + table.title());
        sheet.style(0, 0).bold().set();
        int row = 2;
        for (int i = 0; i < table.columns().size(); i++) {
            sheet.value(row, i, head(table.columns().get(i)));
            sheet.style(row, i).bold().wrapText(true).set();
            sheet.width(i, table.columns().get(i).left() ? 32 : 14);
        }
        for (ReportTable.Row each : table.rows()) {
            row++;
            for (int i = 0; i < each.cells().size(); i++) {
                String text = each.cells().get(i);
                OptionalLong count = count(text);
                if (count.isPresent()) {
                    sheet.value(row, i, count.getAsLong());
                } else {
                    sheet.value(row, i, text);
                }
                if (each.total()) {
                    sheet.style(row, i).bold().set();
                }
            }
        }
        row += 2;
        for (String note : table.notes()) {
            sheet.value(row++, 0, note);
        }
        sheet.value(row, 0, PdfWriter.subject(stamp));
    }

    /** UTF-8 with a mark; the last line says what the file carries. */
    static String csv(ReportTable table, Stamp stamp) {
        StringBuilder out = new StringBuilder("\ufeff");
        line(out, table.columns().stream().map(SpreadsheetWriter::head).toList());
        for (ReportTable.Row row : table.rows()) {
            line(
                    out,
                    row.cells().stream()
                            .map(c -> count(c).isPresent() ? Long.toString(count(c).getAsLong()) : c)
                            .toList());
        }
        line(out, List.of("# " + table.id() + ". " + table.title() + "; " + PdfWriter.subject(stamp)));
        return out.toString();
    }

    private static String head(ReportTable.Column column) {
        return column.group().isEmpty() ? column.name() : column.group() + ": " + column.name();
    }

    /** The number a cell holds; empty if it holds words, a rate or nothing. */
    static OptionalLong count(String cell) {
        return COUNT.matcher(cell).matches() || NUMBER.matcher(cell).matches()
                ? OptionalLong.of(Long.parseLong(cell.replace(".", "")))
                : OptionalLong.empty();
    }

    private static void line(StringBuilder out, List<String> cells) {
        out.append(cells.stream().map(SpreadsheetWriter::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(String text) {
        String safe = Formula.guarded(text);
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }
}
