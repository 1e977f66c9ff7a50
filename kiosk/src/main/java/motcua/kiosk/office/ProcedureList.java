package motcua.kiosk.office;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import motcua.contract.settings.OfficeTexts;
import org.jspecify.annotations.Nullable;

/**
 * A list of procedures as it is published, read from CSV, beside the list the office has. Nothing is changed by reading: a person
 * looks at the differences first.
 *
 * @param procedures the list as it would be; what the office added to a procedure (nickname, keywords, key) stays
 * @param posted what the list says of fee, time limit and decision, for the board; empty if it says nothing
 * @param added codes that are new; {@code removed} codes that are gone; {@code renamed} codes with another name
 * @param mistakes lines that cannot be used, for a person, in Vietnamese; with any the list is not to be taken
 */
public record ProcedureList(
        List<OfficeData.Procedure> procedures,
        List<OfficeTexts.Posted> posted,
        List<String> added,
        List<String> removed,
        List<String> renamed,
        List<String> mistakes) {
    /** What a column may be called, folded. Source: domain c; the first is the one our own files use. */
    private static final Map<String, List<String>> COLUMNS = Map.ofEntries(
            Map.entry("fee", List.of("fee_text", "fee", "le phi", "phi, le phi")),
            Map.entry("limit", List.of("time_limit_text", "limit", "thoi han", "thoi han giai quyet")),
            Map.entry("decision", List.of("decision_no", "decision", "quyet dinh")),
            Map.entry("date", List.of("decision_date", "date", "ngay quyet dinh")),
            Map.entry("code", List.of("code", "ma", "ma thu tuc", "ma tthc")),
            Map.entry("name", List.of("name", "ten", "ten thu tuc", "ten tthc")),
            Map.entry("field", List.of("field_name", "field", "linh vuc", "field_code")),
            Map.entry("nickname", List.of("short_name", "nickname", "ten ngan", "ten thuong goi")),
            Map.entry("keywords", List.of("keywords", "tu khoa")),
            Map.entry("common", List.of("common", "thuong gap")),
            Map.entry("replaced", List.of("replaced_by", "thay the boi")));

    /** A national code; local codes add to it. Source: domain c. */
    private static final Pattern CODE = Pattern.compile("([0-9]\\.[0-9]{6})(\\..*)?");

    private static final Pattern LOCAL_DATE = Pattern.compile("([0-9]{2})/([0-9]{2})/([0-9]{4})");

    private static final int MOST_MISTAKES = 20;

    public ProcedureList {
        procedures = List.copyOf(procedures);
        posted = List.copyOf(posted);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        renamed = List.copyOf(renamed);
        mistakes = List.copyOf(mistakes);
    }

    /**
     * Reads a list.
     *
     * @param csv with a line of headings; cells are parted by comma, semicolon or tabulator, whichever the headings have
     * @param known the office's present list
     */
    public static ProcedureList read(String csv, List<OfficeData.Procedure> known) {
        String text = Normalizer.normalize(csv.replace("\uFEFF", ""), Normalizer.Form.NFC);
        List<List<String>> rows = rows(text);
        List<String> mistakes = new ArrayList<>();
        if (rows.isEmpty()) {
            return none("Danh mục trống");
        }
        Map<String, Integer> columns = columns(rows.get(0));
        if (!columns.containsKey("code") || !columns.containsKey("name")) {
            return none("Dòng đầu phải có cột “code” (mã thủ tục) và “name” (tên thủ tục)");
        }
        Map<String, OfficeData.Procedure> before = byCode(known);
        Map<String, OfficeData.Procedure> listed = new LinkedHashMap<>();
        List<OfficeTexts.Posted> posted = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            Matcher code = CODE.matcher(cell(row, columns.get("code")));
            String name = cell(row, columns.get("name"));
            if (!code.matches()) {
                mistakes.add("Dòng " + (i + 1) + ": mã thủ tục viết như 1.001193");
            } else if (name.isEmpty()) {
                mistakes.add("Dòng " + (i + 1) + ": chưa có tên thủ tục");
            } else if (cell(row, columns.get("replaced")).isEmpty()) {
                String national = code.group(1);
                OfficeData.Procedure old = before.get(national);
                OfficeData.Procedure twin = listed.putIfAbsent(national, procedure(national, name, row, columns, old));
                if (twin == null) {
                    posted(national, name, row, columns, i + 1, mistakes).ifPresent(posted::add);
                } else if (!twin.name().equals(name)) {
                    mistakes.add("Dòng " + (i + 1) + ": mã " + national + " có hai tên");
                }
            }
        }
        if (mistakes.size() > MOST_MISTAKES) {
            mistakes.subList(MOST_MISTAKES, mistakes.size()).clear();
        }
        return new ProcedureList(
                List.copyOf(listed.values()),
                posted,
                listed.keySet().stream()
                        .filter(code -> !before.containsKey(code))
                        .toList(),
                before.keySet().stream()
                        .filter(code -> !listed.containsKey(code))
                        .toList(),
                listed.values().stream()
                        .filter(each -> {
                            OfficeData.Procedure old = before.get(each.code());
                            return old != null && !old.name().equals(each.name());
                        })
                        .map(OfficeData.Procedure::code)
                        .toList(),
                mistakes);
    }

    private static ProcedureList none(String why) {
        return new ProcedureList(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(why));
    }

    private static Optional<OfficeTexts.Posted> posted(
            String code, String name, List<String> row, Map<String, Integer> columns, int line, List<String> mistakes) {
        String fee = cell(row, columns.get("fee"));
        String limit = cell(row, columns.get("limit"));
        String date = cell(row, columns.get("date"));
        Matcher local = LOCAL_DATE.matcher(date);
        String day = local.matches() ? local.group(3) + "-" + local.group(2) + "-" + local.group(1) : date;
        if (fee.isEmpty() && limit.isEmpty()) {
            return Optional.empty();
        }
        if (!day.isEmpty() && !isDate(day)) {
            mistakes.add("Dòng " + line + ": ngày quyết định viết như 15/01/2026");
            return Optional.empty();
        }
        String decision = cell(row, columns.get("decision"));
        return Optional.of(new OfficeTexts.Posted(
                code,
                name,
                fee.isEmpty() ? null : fee,
                limit.isEmpty() ? null : limit,
                decision.isEmpty() ? null : decision,
                day.isEmpty() ? null : day));
    }

    private static boolean isDate(String text) {
        try {
            return !LocalDate.parse(text).isBefore(LocalDate.EPOCH);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Map<String, OfficeData.Procedure> byCode(List<OfficeData.Procedure> known) {
        return known.stream()
                .collect(Collectors.toMap(
                        OfficeData.Procedure::code, Function.identity(), (one, two) -> one, LinkedHashMap::new));
    }

    private static OfficeData.Procedure procedure(
            String code,
            String name,
            List<String> row,
            Map<String, Integer> columns,
            OfficeData.@Nullable Procedure old) {
        String field = cell(row, columns.get("field"));
        String nickname = cell(row, columns.get("nickname"));
        String keywords = cell(row, columns.get("keywords"));
        Integer common = columns.get("common");
        return new OfficeData.Procedure(
                code,
                name,
                field.isEmpty() ? null : field,
                !nickname.isEmpty() ? nickname : old == null ? null : old.nickname(),
                !keywords.isEmpty() ? keywords : old == null ? null : old.keywords(),
                common != null ? cell(row, common).equals("1") : old != null && old.common());
    }

    private static Map<String, Integer> columns(List<String> headings) {
        Map<String, Integer> columns = new HashMap<>();
        COLUMNS.forEach((column, names) -> names.stream()
                .map(name ->
                        headings.stream().map(ProcedureList::folded).toList().indexOf(name))
                .filter(at -> at >= 0)
                .findFirst()
                .ifPresent(at -> columns.put(column, at)));
        return columns;
    }

    private static String folded(String text) {
        return Normalizer.normalize(text.strip().toLowerCase(Locale.ROOT).replace('đ', 'd'), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
    }

    private static String cell(List<String> row, @Nullable Integer at) {
        return at == null || at >= row.size() ? "" : row.get(at).strip();
    }

    /** Cells of all lines that hold any; quotes as in RFC 4180. */
    private static List<List<String>> rows(String text) {
        char parting = parting(text);
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"' && (quoted || cell.isEmpty())) {
                quoted = !quoted;
            } else if (quoted && i < text.length()) {
                cell.append(c == '\n' || c == '\r' ? ' ' : c);
            } else if (c == parting) {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                if (row.stream().anyMatch(each -> !each.isBlank())) {
                    rows.add(row);
                }
                row = new ArrayList<>();
            } else if (c != '\r') {
                cell.append(c);
            }
        }
        return rows;
    }

    private static char parting(String text) {
        String headings =
                text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        for (char each : new char[] {'\t', ';'}) {
            if (headings.indexOf(each) >= 0) {
                return each;
            }
        }
        return ',';
    }
}
