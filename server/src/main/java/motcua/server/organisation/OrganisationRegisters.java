package motcua.server.organisation;

import static motcua.server.language.Language.say;
import static motcua.server.register.Column.free;
import static motcua.server.register.Column.key;
import static motcua.server.register.Column.needed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import motcua.server.access.Role;
import motcua.server.register.Check;
import motcua.server.register.Column;
import motcua.server.register.Column.Kind;
import motcua.server.register.Entry;
import motcua.server.register.Register;

/** The registers of the organisation: units, successions, counters, devices, clerks, calendar. */
public final class OrganisationRegisters {
    private static final Set<Role> ADMINISTRATORS = Set.of(Role.ADMINISTRATOR);
    private static final Set<String> CLERK_KINDS = Set.of("CAN_BO", "CONG_CHUC", "VIEN_CHUC", "HOP_DONG");

    private static final Column FROM = key("valid_from", Kind.DAY, "Từ ngày", "From");
    private static final Column TO = free("valid_to", Kind.DAY, "Hết từ ngày", "Until (not included)");

    /** Units with their states. */
    public static final Register UNITS = new Register(
            "UNITS",
            "unit_state",
            "don-vi",
            "Đơn vị",
            "Units",
            List.of(
                    key("id", Kind.ID, "Định danh", "Id"),
                    FROM,
                    TO,
                    free("parent", Kind.ID, "Cấp trên", "Superior"),
                    needed("type", Kind.WORD, "Loại", "Type"),
                    free("code", Kind.TEXT, "Mã", "Code"),
                    needed("name", Kind.TEXT, "Tên", "Name")),
            3,
            0,
            true,
            false,
            UnitRules::look,
            ADMINISTRATORS);

    /** Who followed whom. */
    public static final Register SUCCESSIONS = new Register(
            "SUCCESSIONS",
            "unit_succession",
            "ke-thua",
            "Kế thừa đơn vị",
            "Successions",
            List.of(
                    key("from_unit", Kind.ID, "Đơn vị cũ", "Old unit"),
                    key("to_unit", Kind.ID, "Đơn vị mới", "New unit"),
                    key("day", Kind.DAY, "Ngày", "Day"),
                    key("kind", Kind.WORD, "Hình thức", "Kind"),
                    free("decision", Kind.TEXT, "Văn bản", "Decision")),
            1,
            0,
            false,
            false,
            OrganisationRegisters::successions,
            ADMINISTRATORS);

    /** Counters of offices. */
    public static final Register COUNTERS = new Register(
            "COUNTERS",
            "counter_term",
            "quay",
            "Quầy",
            "Counters",
            List.of(
                    key("office", Kind.ID, "Bộ phận", "Office"),
                    key("counter", Kind.NUMBER, "Số quầy", "Counter"),
                    FROM,
                    TO,
                    needed("name", Kind.TEXT, "Tên quầy", "Name")),
            0,
            true,
            false,
            check -> check.entries().forEach(each -> office(check, each)),
            ADMINISTRATORS);

    /** Kiosks and pads. */
    public static final Register DEVICES = new Register(
            "DEVICES",
            "device_term",
            "thiet-bi",
            "Thiết bị",
            "Devices",
            List.of(
                    key("device", Kind.ID, "Mã thiết bị", "Device"),
                    FROM,
                    TO,
                    needed("kind", Kind.WORD, "Loại", "Kind"),
                    needed("office", Kind.ID, "Bộ phận", "Office"),
                    free("counter", Kind.NUMBER, "Số quầy", "Counter"),
                    free("note", Kind.TEXT, "Ghi chú", "Note")),
            4,
            true,
            false,
            OrganisationRegisters::devices,
            Set.of(Role.ADMINISTRATOR, Role.TECHNICIAN));

    /** Clerks and where they work. */
    public static final Register CLERKS = new Register(
            "CLERKS",
            "clerk_term",
            "cong-chuc",
            "Phân công công chức",
            "Assignments of clerks",
            List.of(
                    key("person", Kind.ID, "Định danh người", "Person"),
                    FROM,
                    TO,
                    needed("name", Kind.TEXT, "Họ tên", "Name"),
                    needed("office", Kind.ID, "Bộ phận", "Office"),
                    needed("clerk", Kind.ID, "Định danh tại bộ phận", "Id at the office"),
                    needed("kind", Kind.WORD, "Loại", "Kind"),
                    free("decision", Kind.TEXT, "Văn bản", "Decision")),
            4,
            true,
            false,
            OrganisationRegisters::clerks,
            ADMINISTRATORS);

    /** Working days of the week. */
    public static final Register WEEKS = new Register(
            "WEEKS",
            "working_week",
            "tuan-lam-viec",
            "Tuần làm việc",
            "Working weeks",
            List.of(
                    new Column("unit", Kind.ID, "Đơn vị", "Unit", false, true),
                    FROM,
                    needed(
                            "days",
                            Kind.WEEK,
                            "Các ngày làm việc (1 = thứ hai … 7 = chủ nhật)",
                            "Working days (1 = Monday … 7)")),
            0,
            false,
            false,
            check -> check.entries().forEach(each -> unit(check, each)),
            ADMINISTRATORS);

    /** Days that differ from their week. */
    public static final Register DAYS = new Register(
            "DAYS",
            "calendar_day",
            "ngay-le",
            "Ngày nghỉ, ngày làm bù",
            "Holidays and make-up days",
            List.of(
                    new Column("unit", Kind.ID, "Đơn vị", "Unit", false, true),
                    key("day", Kind.DAY, "Ngày", "Day"),
                    free("working", Kind.YES_NO, "Làm việc", "Working"),
                    needed("name", Kind.TEXT, "Tên", "Name")),
            0,
            false,
            false,
            check -> check.entries().forEach(each -> unit(check, each)),
            ADMINISTRATORS);

    private OrganisationRegisters() {}

    /** All of them in the order of their pages. */
    public static List<Register> all() {
        return List.of(UNITS, SUCCESSIONS, COUNTERS, DEVICES, CLERKS, WEEKS, DAYS);
    }

    private static boolean isUnit(Check check, String id) {
        return check.offices().contains(id) || check.ids("UNITS").contains(id);
    }

    private static void office(Check check, Entry each) {
        String office = check.cell(each, "office");
        if (each.line() > 0 && !isUnit(check, office)) {
            check.fault(each, "office", say("không có bộ phận “", "there is no office “") + office + "”");
        }
    }

    private static void unit(Check check, Entry each) {
        String unit = check.cell(each, "unit");
        if (each.line() > 0 && !unit.isEmpty() && !isUnit(check, unit)) {
            check.fault(each, "unit", say("không có đơn vị “", "there is no unit “") + unit + "”");
        }
    }

    private static void successions(Check check) {
        for (Entry each : check.entries()) {
            String from = check.cell(each, "from_unit");
            String to = check.cell(each, "to_unit");
            var kind = SuccessionKind.of(check.cell(each, "kind"));
            for (String column : List.of("from_unit", "to_unit")) {
                if (each.line() > 0 && !isUnit(check, check.cell(each, column))) {
                    check.fault(
                            each,
                            column,
                            say("không có đơn vị “", "there is no unit “") + check.cell(each, column) + "”");
                }
            }
            if (kind.isEmpty()) {
                check.fault(
                        each,
                        "kind",
                        say("là MERGE, SPLIT, RENAME hoặc TRANSFER", "is MERGE, SPLIT, RENAME or TRANSFER"));
            } else {
                boolean same = kind.get() == SuccessionKind.RENAME || kind.get() == SuccessionKind.TRANSFER;
                if (same != from.equals(to)) {
                    check.fault(
                            each,
                            "to_unit",
                            same
                                    ? say("phải là chính đơn vị đó", "must be the same unit")
                                    : say("phải là đơn vị khác", "must be another unit"));
                }
            }
        }
    }

    private static void devices(Check check) {
        for (Entry each : check.entries()) {
            office(check, each);
            String kind = check.cell(each, "kind");
            if (!kind.equals("KIOSK") && !kind.equals("PAD")) {
                check.fault(each, "kind", say("là KIOSK hoặc PAD", "is KIOSK or PAD"));
            } else if (kind.equals("PAD") == check.cell(each, "counter").isEmpty()) {
                check.fault(
                        each,
                        "counter",
                        kind.equals("PAD")
                                ? say("thiết bị đánh giá phải gắn với một quầy", "a pad stands at a counter")
                                : say("máy tại bộ phận không gắn với quầy", "a kiosk stands at no counter"));
            }
        }
        clash(
                check,
                List.of("kind", "office", "counter"),
                "counter",
                say("cùng lúc đã có thiết bị khác tại đó: ", "another device stands there at the time: "));
    }

    private static void clerks(Check check) {
        for (Entry each : check.entries()) {
            office(check, each);
            if (!CLERK_KINDS.contains(check.cell(each, "kind"))) {
                check.fault(
                        each,
                        "kind",
                        say(
                                "là CAN_BO, CONG_CHUC, VIEN_CHUC hoặc HOP_DONG",
                                "is CAN_BO, CONG_CHUC, VIEN_CHUC or HOP_DONG"));
            }
        }
        clash(
                check,
                List.of("office", "clerk"),
                "clerk",
                say("cùng lúc đã là định danh của ", "is at the time the id of "));
    }

    /** Two rows that agree in these columns may not hold at the same time. */
    private static void clash(Check check, List<String> columns, String blamed, String message) {
        Map<List<String>, List<Entry>> same = new HashMap<>();
        for (Entry each : check.entries()) {
            same.computeIfAbsent(
                            columns.stream()
                                    .map(column -> check.cell(each, column))
                                    .toList(),
                            key -> new ArrayList<>())
                    .add(each);
        }
        for (List<Entry> entries : same.values()) {
            entries.sort(Comparator.comparing(each -> check.cell(each, "valid_from")));
            for (int i = 1; i < entries.size(); i++) {
                Entry earlier = entries.get(i - 1);
                Entry later = entries.get(i);
                String end = check.cell(earlier, "valid_to");
                if (!earlier.cells().get(0).equals(later.cells().get(0))
                        && (end.isEmpty() || end.compareTo(check.cell(later, "valid_from")) > 0)) {
                    boolean newer = later.line() > 0;
                    Entry row = newer ? later : earlier;
                    Entry other = newer ? earlier : later;
                    check.fault(row, blamed, message + other.cells().get(0));
                }
            }
        }
    }
}
