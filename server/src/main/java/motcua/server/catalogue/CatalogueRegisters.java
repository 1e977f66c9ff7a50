package motcua.server.catalogue;

import static motcua.server.language.Language.say;
import static motcua.server.register.Column.free;
import static motcua.server.register.Column.key;
import static motcua.server.register.Column.needed;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import motcua.server.access.Role;
import motcua.server.register.Check;
import motcua.server.register.Column;
import motcua.server.register.Column.Kind;
import motcua.server.register.Entry;
import motcua.server.register.Register;

/** The registers of procedures: the published list, and what units say of its procedures. */
public final class CatalogueRegisters {
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,39}");

    /** The published list. Only who stands over everything changes it: no office invents a procedure. */
    public static final Register PROCEDURES = new Register(
            "PROCEDURES",
            "procedure_term",
            "danh-muc",
            "Danh mục thủ tục",
            "Catalogue of procedures",
            List.of(
                    key("code", Kind.TEXT, "Mã thủ tục", "Code"),
                    key("valid_from", Kind.DAY, "Hiệu lực từ", "In force from"),
                    free("valid_to", Kind.DAY, "Hết hiệu lực từ", "No longer from"),
                    needed("name", Kind.TEXT, "Tên thủ tục", "Name"),
                    free("short_name", Kind.TEXT, "Tên ngắn", "Short name"),
                    needed("field_code", Kind.TEXT, "Mã lĩnh vực", "Field code"),
                    needed("field_name", Kind.TEXT, "Lĩnh vực", "Field"),
                    free("level", Kind.TEXT, "Cấp", "Level"),
                    free("time_limit_text", Kind.TEXT, "Thời hạn", "Time limit"),
                    free("fee_text", Kind.TEXT, "Phí, lệ phí", "Fee"),
                    free("decision_no", Kind.TEXT, "Số quyết định", "Decision"),
                    free("decision_date", Kind.DAY, "Ngày quyết định", "Day of the decision"),
                    free("replaced_by", Kind.TEXT, "Thay bằng", "Replaced by"),
                    free("common", Kind.YES_NO, "Thường gặp", "Common"),
                    free("keywords", Kind.TEXT, "Từ khóa", "Keywords"),
                    free("receiving_only", Kind.YES_NO, "Chỉ tiếp nhận", "Receiving only")),
            -1,
            true,
            true,
            CatalogueRegisters::procedures,
            Set.of(Role.ADMINISTRATOR));

    /** Nicknames, keywords and marks of units and offices. */
    public static final Register MARKS = new Register(
            "MARKS",
            "procedure_mark",
            "ten-goi",
            "Tên gọi, từ khóa thủ tục",
            "Nicknames and keywords",
            List.of(
                    new Column("unit", Kind.ID, "Đơn vị", "Unit", false, true),
                    key("code", Kind.TEXT, "Mã thủ tục", "Code"),
                    free("nickname", Kind.TEXT, "Tên thường gọi", "Nickname"),
                    free("keywords", Kind.TEXT, "Từ khóa", "Keywords"),
                    free("common", Kind.YES_NO, "Thường gặp", "Common"),
                    free("hidden", Kind.YES_NO, "Ẩn ở màn hình lấy số", "Hidden on the ticket screen")),
            0,
            false,
            false,
            CatalogueRegisters::marks,
            Set.of(Role.ADMINISTRATOR, Role.LEADER));

    private CatalogueRegisters() {}

    /** Both, in the order of their pages. */
    public static List<Register> all() {
        return List.of(PROCEDURES, MARKS);
    }

    private static void procedures(Check check) {
        Set<String> codes = new HashSet<>();
        Map<String, Entry> fields = new HashMap<>();
        for (Entry each : check.entries()) {
            codes.add(check.cell(each, "code"));
        }
        for (Entry each : check.entries()) {
            String code = check.cell(each, "code");
            if (!CODE.matcher(code).matches()) {
                check.fault(each, "code", say("“" + code + "” không phải mã thủ tục", "“" + code + "” is no code"));
            }
            String next = check.cell(each, "replaced_by");
            if (each.line() > 0 && !next.isEmpty() && (next.equals(code) || !codes.contains(next))) {
                check.fault(
                        each,
                        "replaced_by",
                        say("không có thủ tục “", "there is no procedure “")
                                + next
                                + say("” trong danh mục", "” in the list"));
            }
            if (check.cell(each, "valid_to").isEmpty()) {
                Entry before = fields.putIfAbsent(check.cell(each, "field_code"), each);
                if (before != null && !check.cell(before, "field_name").equals(check.cell(each, "field_name"))) {
                    check.fault(
                            each.line() > 0 ? each : before,
                            "field_name",
                            say("một mã lĩnh vực có hai tên: “", "one field code has two names: “")
                                    + check.cell(before, "field_name") + "”, “" + check.cell(each, "field_name") + "”");
                }
            }
        }
    }

    private static void marks(Check check) {
        for (Entry each : check.entries()) {
            if (each.line() == 0) {
                continue;
            }
            if (!check.ids("PROCEDURES").contains(check.cell(each, "code"))) {
                check.fault(
                        each,
                        "code",
                        say(
                                "thủ tục này không có trong danh mục đã công bố; đơn vị không được tự đặt thêm thủ tục",
                                "this procedure is not in the published list; a unit cannot invent one"));
            }
            String unit = check.cell(each, "unit");
            if (!unit.isEmpty()
                    && !check.offices().contains(unit)
                    && !check.ids("UNITS").contains(unit)) {
                check.fault(each, "unit", say("không có đơn vị “", "there is no unit “") + unit + "”");
            }
        }
    }
}
