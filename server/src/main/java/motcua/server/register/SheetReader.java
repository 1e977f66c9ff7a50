package motcua.server.register;

import static motcua.server.language.Language.say;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;

/** Reads CSV (commas, semicolons or tabs, UTF-8) and XLSX (first sheet) into text. */
public final class SheetReader {
    /** Largest file, in bytes. */
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final int MOST_LINES = 20_000;
    private static final int MOST_COLUMNS = 40;
    private static final int MOST_EXPONENT = 30;
    private static final long MOST_UNPACKED = 64L * 1024 * 1024;
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private SheetReader() {}

    /**
     * Reads a file.
     *
     * @throws Unreadable if it is none of these, is too large, or is not in UTF-8
     */
    public static Sheet read(byte[] file) throws Unreadable {
        if (file.length == 0) {
            throw new Unreadable(say("Tệp rỗng.", "The file is empty."));
        }
        if (file.length > MOST_BYTES) {
            throw new Unreadable(say("Tệp lớn hơn 4 MB.", "The file is larger than 4 MB."));
        }
        List<String> notes = new ArrayList<>();
        List<Sheet.Line> full = startsWith(file, ZIP) ? workbook(file) : csv(text(file, notes), notes);
        if (full.isEmpty()) {
            throw new Unreadable(say("Tệp không có dòng nào.", "The file has no line."));
        }
        if (full.stream().flatMap(line -> line.cells().stream()).anyMatch(SheetReader::isDecomposed)) {
            notes.add(say(
                    "Chữ có dấu viết rời (NFD) đã được ghép lại (NFC).",
                    "Letters with separate marks (NFD) were put together (NFC)."));
        }
        if (full.stream().flatMap(line -> line.cells().stream()).anyMatch(SheetReader::isUnusual)) {
            notes.add(say(
                    "Dấu cách lạ, chữ rộng và ký tự không nhìn thấy đã được đổi thành chữ thường dùng.",
                    "Unusual blanks, wide letters and characters nobody sees were changed to the usual ones."));
        }
        return new Sheet(
                full.stream()
                        .map(line -> new Sheet.Line(
                                line.number(),
                                line.cells().stream().map(CellText::clean).toList()))
                        .toList(),
                notes);
    }

    /** Adds a line that is not empty; of a file that is too long or too wide no more is read. */
    private static void add(List<Sheet.Line> lines, int number, List<String> cells) throws Unreadable {
        if (cells.stream().allMatch(String::isEmpty)) {
            return;
        }
        int columns = cells.size();
        if (columns > MOST_COLUMNS
                && !cells.subList(MOST_COLUMNS, columns).stream().allMatch(String::isEmpty)) {
            throw new Unreadable(say(
                    "Tệp có " + columns + " cột; nhiều nhất là " + MOST_COLUMNS + ". Có thể đây là tệp khác.",
                    "The file has " + columns + " columns; at most " + MOST_COLUMNS
                            + " are read. It may be another file."));
        }
        if (lines.size() == MOST_LINES) {
            throw new Unreadable(say("Tệp có hơn 20.000 dòng.", "The file has more than 20,000 lines."));
        }
        lines.add(new Sheet.Line(number, List.copyOf(cells.subList(0, Math.min(columns, MOST_COLUMNS)))));
    }

    private static boolean isDecomposed(String cell) {
        return !Normalizer.isNormalized(cell, Normalizer.Form.NFC);
    }

    /** Whether a cell holds more to be changed than the form of its marks and the blanks around it. */
    private static boolean isUnusual(String cell) {
        return !CellText.clean(cell)
                .equals(Normalizer.normalize(cell, Normalizer.Form.NFC).strip());
    }

    private static boolean startsWith(byte[] file, byte[] head) {
        return file.length >= head.length
                && ByteBuffer.wrap(file, 0, head.length).equals(ByteBuffer.wrap(head));
    }

    private static String text(byte[] file, List<String> notes) throws Unreadable {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new Unreadable(say("Tệp không phải CSV hay XLSX.", "The file is neither CSV nor XLSX."));
            }
            if (text.startsWith("\ufeff")) {
                notes.add(say("Đã bỏ dấu BOM ở đầu tệp.", "The mark BOM at the start was left out."));
                return text.substring(1);
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new Unreadable(say(
                    "Tệp không ở bảng mã UTF-8 (có thể là Windows-1258, TCVN3 hoặc VNI). Xin mở trong bảng tính, lưu lại dạng"
                            + " “CSV UTF-8” hoặc XLSX rồi nạp lại.",
                    "The file is not in UTF-8 (perhaps Windows-1258, TCVN3 or VNI). Save it as “CSV UTF-8” or XLSX and try"
                            + " again."));
        }
    }

    private static List<Sheet.Line> csv(String text, List<String> notes) throws Unreadable {
        String head = text.lines().findFirst().orElse("");
        char delimiter = ',';
        for (char each : new char[] {';', '\t'}) {
            if (count(head, each) > count(head, delimiter)) {
                delimiter = each;
            }
        }
        if (delimiter != ',') {
            notes.add(
                    delimiter == ';'
                            ? say("Cột ngăn bằng dấu chấm phẩy.", "Columns are separated by semicolons.")
                            : say("Cột ngăn bằng dấu tab.", "Columns are separated by tabs."));
        }
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .get();
        List<Sheet.Line> lines = new ArrayList<>();
        long before = 0;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord each : parser) {
                // A cell in quotes may hold line ends: the number is that of the line on which the record begins.
                add(lines, (int) before + 1, List.of(each.values()));
                before = parser.getCurrentLineNumber();
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Unreadable(say(
                    "Tệp CSV hỏng gần dòng " + (before + 1) + ": dấu nháy kép không khép.",
                    "The CSV is broken near line " + (before + 1) + ": quotes do not close."));
        }
        return lines;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static List<Sheet.Line> workbook(byte[] file) throws Unreadable {
        try {
            checkUnpacked(file);
            try (ReadableWorkbook workbook =
                            new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(true, false));
                    Stream<Row> rows = workbook.getFirstSheet().openStream()) {
                List<Sheet.Line> lines = new ArrayList<>();
                for (Iterator<Row> each = rows.iterator(); each.hasNext(); ) {
                    Row row = each.next();
                    List<String> cells = new ArrayList<>();
                    for (int i = 0; i < row.getCellCount(); i++) {
                        Optional<Cell> cell = row.getOptionalCell(i);
                        cells.add(cell.isPresent() ? cell(cell.get(), row.getRowNum(), i + 1) : "");
                    }
                    add(lines, row.getRowNum(), cells);
                }
                return lines;
            }
        } catch (IOException | RuntimeException e) {
            throw new Unreadable(say("Tệp XLSX hỏng hoặc không đọc được.", "The XLSX is broken or cannot be read."));
        }
    }

    /** A few kilobytes can unpack to gigabytes: look before a library does. */
    private static void checkUnpacked(byte[] file) throws IOException, Unreadable {
        byte[] block = new byte[64 * 1024];
        long bytes = 0;
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(file))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream content = zip.getInputStream(entry)) {
                    for (int read = content.read(block); read >= 0; read = content.read(block)) {
                        bytes += read;
                        if (bytes > MOST_UNPACKED) {
                            throw new Unreadable(
                                    say("Tệp XLSX quá lớn sau khi giải nén.", "The XLSX unpacks to too much."));
                        }
                    }
                }
            }
        }
    }

    private static String cell(Cell cell, int row, int column) throws Unreadable {
        if (cell.getType() == CellType.FORMULA) {
            return "=" + cell.getFormula();
        }
        if (cell.getType() == CellType.NUMBER) {
            BigDecimal number = cell.asNumber().stripTrailingZeros();
            // 1E999999999 is short in the file and a billion digits when written out.
            if (Math.abs((long) number.scale()) > MOST_EXPONENT) {
                throw new Unreadable(say(
                        "Dòng " + row + ", cột " + column + ": số không đọc được.",
                        "Row " + row + ", column " + column + ": the number cannot be read."));
            }
            String format = cell.getDataFormatString();
            if (format != null && format.toLowerCase(Locale.ROOT).contains("yy")) {
                return cell.asDate().toLocalDate().toString();
            }
            return number.toPlainString();
        }
        String text = cell.getText();
        return text == null ? "" : text;
    }
}
