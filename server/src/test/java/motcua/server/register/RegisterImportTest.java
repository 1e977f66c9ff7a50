package motcua.server.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.catalogue.CatalogueRegisters;
import motcua.server.organisation.OrganisationRegisters;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that people bring: what is taken, what is refused and in which words, and what is taken back. On both databases. */
class RegisterImportTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);
    private static final Account ADMINISTRATOR = new Account("quan-tri", Role.ADMINISTRATOR, "", false);
    private static final String UNITS = """
            Định danh,Từ ngày,Hết từ ngày,Cấp trên,Loại,Mã,Tên
            tinh,01/07/2025,,,TINH,01,Tỉnh Ví Dụ
            an-binh,01/07/2025,,tinh,XA,00001,Xã An Bình
            binh-minh,01/07/2025,,tinh,XA,00002,Xã Bình Minh
            mot-cua-an-binh,01/07/2025,,an-binh,OFFICE,,Bộ phận Một cửa An Bình
            """;

    @TempDir
    Path folder;

    private Database database;
    private RegisterStore store;

    private void start(Store kind) {
        database = TestDatabases.open(kind, folder);
        List<Register> all = new ArrayList<>(OrganisationRegisters.all());
        all.addAll(CatalogueRegisters.all());
        store = new RegisterStore(database, CLOCK, all);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aFileWithBomSemicolonsAndSeparateMarksIsReadAndSaysSo(Store kind) throws Unreadable {
        start(kind);
        String file = "\ufeff" + Normalizer.normalize(UNITS.replace(',', ';'), Normalizer.Form.NFD);
        Sheet sheet = SheetReader.read(file.getBytes(StandardCharsets.UTF_8));
        assertThat(sheet.notes())
                .hasSize(3)
                .anySatisfy(note -> assertThat(note).contains("BOM"))
                .anySatisfy(note -> assertThat(note).contains("chấm phẩy"))
                .anySatisfy(note -> assertThat(note).contains("NFD"));
        Proposal made = store.make(wish(OrganisationRegisters.UNITS, sheet, false), ADMINISTRATOR, unit -> true);
        assertThat(made.faults()).isEmpty();
        assertThat(made.changes()).hasSize(4).allMatch(change -> change.kind() == Change.Kind.ADDED);
        assertThat(store.rows(OrganisationRegisters.UNITS))
                .contains(List.of("an-binh", "2025-07-01", "", "tinh", "XA", "00001", "Xã An Bình"));
        assertThat(new AccessLogStore(database, CLOCK).latest(1))
                .singleElement()
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("REGISTER_CHANGED"));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whatIsWrongIsNamedByRowAndColumnAndNothingIsChanged(Store kind) throws Unreadable {
        start(kind);
        give(UNITS);
        List<List<String>> before = store.rows(OrganisationRegisters.UNITS);
        String head = "id,valid_from,valid_to,parent,type,code,name\n";

        refused(head + "a,07/15/2022,,tinh,XA,1,Xã A", 2, "Từ ngày", "không có tháng 15");
        refused(head + "a,31/06/2025,,tinh,XA,1,Xã A", 2, "Từ ngày", "không có ngày này");
        refused(head + "a,2025/07/01,,tinh,XA,1,Xã A", 2, "Từ ngày", "dd/MM/yyyy");
        refused(head + "a,01/08/2025,,tinh,XA,1,=cmd|'/C calc'!A0", 2, "Tên", "công thức");
        refused(head + "a,01/08/2025,,tinh,XA,00001,Xã A", 2, "Mã", "trùng mã “00001” với “Xã An Bình”");
        refused(
                head + "a,01/08/2025,,tinh,XA,1,Xã A\nb,01/08/2025,,tinh,XA,2,Xã B\na,01/08/2025,,tinh,XA,3,Xã C",
                4,
                "Định danh",
                "trùng với dòng 2");
        refused(head + "a,01/08/2025,01/08/2025,tinh,XA,1,Xã A", 2, "Hết từ ngày", "sau ngày bắt đầu");
        refused(head + "an-binh,01/08/2025,,an-binh,XA,00001,Xã An Bình", 2, "Cấp trên", "chính nó");
        refused(head + "tinh,01/08/2025,,an-binh,TINH,01,Tỉnh Ví Dụ", 2, "Cấp trên", "vòng lặp");
        refused(head + "a,01/08/2025,,khong-co,XA,1,Xã A", 2, "Cấp trên", "không có đơn vị “khong-co”");
        refused(head + "a,01/01/2025,,tinh,XA,1,Xã A", 2, "Cấp trên", "không tồn tại vào ngày 01/01/2025");
        refused(head + "a,01/08/2025,,tinh,XA,1,", 2, "Tên", "không được để trống");
        refused(head + "Xã A,01/08/2025,,tinh,XA,1,Xã A", 2, "Định danh", "a–z");
        refused(head.replace(",name", "") + "a,01/08/2025,,tinh,XA,1", 1, "name", "thiếu cột");
        refused(
                head.replace("code", "ma_so_thue") + "a,01/08/2025,,tinh,XA,1,Xã A",
                1,
                "ma_so_thue",
                "không có cột này");
        refused(head + "a,01/08/2025,,tinh,XA,1,Xã A,thừa", 2, "", "có 8 ô");

        assertThat(store.rows(OrganisationRegisters.UNITS)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aFileThatIsNoTableIsRefusedInWordsBeforeAnythingIsLookedAt(Store kind) {
        start(kind);
        unreadable(UNITS.getBytes(Charset.forName("windows-1258")), "Windows-1258");
        String wide = IntStream.range(0, 100).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        unreadable(wide.getBytes(StandardCharsets.UTF_8), "100 cột");
        unreadable(new byte[0], "rỗng");
        unreadable("id,name\n\"xã".getBytes(StandardCharsets.UTF_8), "nháy kép");
        unreadable(new byte[SheetReader.MOST_BYTES + 1], "4 MB");
        unreadable("PK\u0003\u0004 nothing".getBytes(StandardCharsets.ISO_8859_1), "XLSX");
        unreadable(bomb(), "giải nén");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aWorkbookIsReadWithItsDaysAndNumbersAndAFormulaInItIsRefused(Store kind) throws Exception {
        start(kind);
        Sheet good = SheetReader.read(workbook(false));
        assertThat(store.make(wish(OrganisationRegisters.UNITS, good, false), ADMINISTRATOR, unit -> true)
                        .faults())
                .isEmpty();
        assertThat(store.rows(OrganisationRegisters.UNITS))
                .containsExactly(List.of("tinh", "2025-07-01", "", "", "TINH", "1", "Tỉnh Ví Dụ"));
        Sheet bad = SheetReader.read(workbook(true));
        Proposal seen = store.preview(wish(OrganisationRegisters.UNITS, bad, false), unit -> true);
        assertThat(seen.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.row()).isEqualTo(2);
            assertThat(fault.column()).isEqualTo("Tên");
            assertThat(fault.message()).contains("công thức");
        });
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aNumberOrALineThatIsShortInTheFileAndHugeInMemoryIsRefused(Store kind) throws Exception {
        start(kind);
        for (String number : List.of("1E999999999", "1E-999999999", "-3E31")) {
            unreadable(cells(List.of(List.of("id"), List.of("a", number))), "Dòng 2, cột 2: số không đọc được");
        }
        assertThat(SheetReader.read(cells(List.of(List.of("id"), List.of("a", "1.5E3"))))
                        .lines()
                        .get(1)
                        .cells())
                .containsExactly("a", "1500");
        List<String> wide = IntStream.range(0, 50).mapToObj(i -> "c").toList();
        unreadable(cells(List.of(List.of("id"), wide)), "50 cột");
        String csv = "id\n" + "c,".repeat(50);
        unreadable(csv.getBytes(StandardCharsets.UTF_8), "51 cột");
        unreadable("a\n".repeat(20_001).getBytes(StandardCharsets.UTF_8), "20.000 dòng");
        assertThat(sheet("a\n" + "\n".repeat(20_001) + "b").lines()).hasSize(2);
        assertThat(sheet("a\nb" + ",".repeat(60)).lines().get(1).cells()).hasSize(40);
    }

    /** A workbook of these cells; what begins like a number is one. */
    private static byte[] cells(List<List<String>> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Đơn vị");
            for (int i = 0; i < lines.size(); i++) {
                for (int j = 0; j < lines.get(i).size(); j++) {
                    String cell = lines.get(i).get(j);
                    if (cell.matches("-?[0-9].*")) {
                        sheet.value(i, j, new BigDecimal(cell));
                    } else {
                        sheet.value(i, j, cell);
                    }
                }
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] workbook(boolean formula) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Đơn vị");
            List<String> heads = List.of("Định danh", "Từ ngày", "Loại", "Mã", "Tên");
            for (int i = 0; i < heads.size(); i++) {
                sheet.value(0, i, heads.get(i));
            }
            sheet.value(1, 0, "tinh");
            sheet.value(1, 1, LocalDate.of(2025, 7, 1));
            sheet.style(1, 1).format("dd/mm/yyyy").set();
            sheet.value(1, 2, "TINH");
            sheet.value(1, 3, 1);
            if (formula) {
                sheet.formula(1, 4, "cmd|'/C calc'!A0");
            } else {
                sheet.value(1, 4, "Tỉnh Ví Dụ");
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void overlappingAssignmentsAreRefusedAndAMoveEndsTheEarlierOne(Store kind) throws Unreadable {
        start(kind);
        give(UNITS.replace("an-binh,OFFICE", "an-binh,OFFICE")
                + "mot-cua-binh-minh,01/07/2025,,binh-minh,OFFICE,,Bộ phận Một cửa Bình Minh\n");
        String head = "person,valid_from,valid_to,name,office,clerk,kind,decision\n";
        String lan = "lan,01/07/2025,,Lê Thị Lan,mot-cua-an-binh,lan,CONG_CHUC,1/QĐ\n";
        refused(
                OrganisationRegisters.CLERKS,
                head + lan + "lan,15/08/2025,,Lê Thị Lan,mot-cua-binh-minh,lan,CONG_CHUC,2/QĐ",
                3,
                "Từ ngày",
                "chồng thời gian");
        assertThat(store.rows(OrganisationRegisters.CLERKS)).isEmpty();
        store.make(wish(OrganisationRegisters.CLERKS, sheet(head + lan), false), ADMINISTRATOR, unit -> true);
        Proposal moved = store.make(
                wish(
                        OrganisationRegisters.CLERKS,
                        sheet(head + "lan,15/08/2025,,Lê Thị Lan,mot-cua-binh-minh,lan,CONG_CHUC,2/QĐ"),
                        false),
                ADMINISTRATOR,
                unit -> true);
        assertThat(moved.changes()).hasSize(2);
        assertThat(store.rows(OrganisationRegisters.CLERKS))
                .extracting(cells -> cells.get(1) + " " + cells.get(2) + " " + cells.get(4))
                .containsExactly("2025-07-01 2025-08-15 mot-cua-an-binh", "2025-08-15  mot-cua-binh-minh");
        refused(
                OrganisationRegisters.CLERKS,
                head + "hoa,01/09/2025,,Hoa,mot-cua-binh-minh,lan,CONG_CHUC,",
                2,
                "Định danh tại bộ phận",
                "đã là định danh của lan");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void scenario32APadThatMovesAndAKioskThatIsReplacedKeepTheirDatesAndCounter(Store kind) throws Unreadable {
        start(kind);
        give(UNITS);
        String head = "device,valid_from,valid_to,kind,office,counter,note\n";
        for (String file : List.of(
                head + "pad-1,01/07/2025,,PAD,mot-cua-an-binh,3,\nkiosk-a,01/07/2025,,KIOSK,mot-cua-an-binh,,",
                head + "pad-1,10/09/2025,,PAD,mot-cua-an-binh,5,chuyển quầy",
                head + "kiosk-a,01/07/2025,20/09/2025,KIOSK,mot-cua-an-binh,,hỏng\n"
                        + "kiosk-b,20/09/2025,,KIOSK,mot-cua-an-binh,,thay")) {
            Proposal made =
                    store.make(wish(OrganisationRegisters.DEVICES, sheet(file), false), ADMINISTRATOR, unit -> true);
            assertThat(made.faults()).isEmpty();
        }
        assertThat(store.rows(OrganisationRegisters.DEVICES))
                .extracting(cells -> String.join(" ", cells.subList(0, 3)) + " " + cells.get(5))
                .containsExactly(
                        "kiosk-a 2025-07-01 2025-09-20 ",
                        "kiosk-b 2025-09-20  ",
                        "pad-1 2025-07-01 2025-09-10 3",
                        "pad-1 2025-09-10  5");
        refused(
                OrganisationRegisters.DEVICES,
                head + "pad-2,01/10/2025,,PAD,mot-cua-an-binh,5,",
                2,
                "Số quầy",
                "thiết bị khác tại đó: pad-1");
        refused(
                OrganisationRegisters.DEVICES,
                head + "pad-2,01/10/2025,,PAD,mot-cua-an-binh,,",
                2,
                "Số quầy",
                "một quầy");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void scenario34AWrongListIsSeenBeforeItIsTakenAndTakenBackWholeAndHistoryKeepsNames(Store kind) throws Unreadable {
        start(kind);
        String head = "code,name,short_name,field_code,field_name,level,time_limit_text,fee_text,decision_no,"
                + "decision_date,valid_from,valid_to,replaced_by,common,keywords,receiving_only\n";
        String birth = "1.001193,Thủ tục đăng ký khai sinh,Khai sinh,ho-tich,Hộ tịch,XA,,,,,,,,1,,0\n";
        String copy = "2.000815,Chứng thực bản sao,Sao y,chung-thuc,Chứng thực,XA,,,,,,,,1,,0\n";
        Register list = CatalogueRegisters.PROCEDURES;
        RegisterStore.Wish first = wish(list, sheet(head + birth + copy), true, "2026-01-01");
        assertThat(store.make(first, ADMINISTRATOR, unit -> true).changes()).hasSize(2);
        List<List<String>> before = store.rows(list);

        String renamed =
                birth.replace("Thủ tục đăng ký khai sinh", "Đăng ký khai sinh").replace(",,1,,0", ",,0,,0");
        String replaced = "2.000816,Chứng thực điện tử,,chung-thuc,Chứng thực,XA,,,,,,,,0,,0\n";
        RegisterStore.Wish wrong = wish(list, sheet(head + renamed + replaced), true, "2026-06-01");
        Proposal seen = store.preview(wrong, unit -> true);
        assertThat(seen.faults()).isEmpty();
        assertThat(seen.changes())
                .as("the renamed one ends and begins again, the missing one ends, one is new")
                .hasSize(4);
        assertThat(store.rows(list)).as("a preview changes nothing").isEqualTo(before);
        store.make(wrong, ADMINISTRATOR, unit -> true);
        assertThat(store.rows(list))
                .extracting(cells -> cells.get(0) + " " + cells.get(1) + " " + cells.get(2) + " " + cells.get(3))
                .containsExactly(
                        "1.001193 2026-01-01 2026-06-01 Thủ tục đăng ký khai sinh",
                        "1.001193 2026-06-01  Đăng ký khai sinh",
                        "2.000815 2026-01-01 2026-06-01 Chứng thực bản sao",
                        "2.000816 2026-06-01  Chứng thực điện tử");
        assertThat(store.make(wrong, ADMINISTRATOR, unit -> true).changes())
                .as("the same list again changes nothing")
                .isEmpty();

        long change = store.history(list).get(0).id();
        assertThat(store.undo(list, change, ADMINISTRATOR, unit -> true)).isEmpty();
        assertThat(store.rows(list)).isEqualTo(before);
        assertThat(store.undo(list, change, ADMINISTRATOR, unit -> true).orElseThrow())
                .contains("hoàn tác rồi");
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void anOfficeNicknamesAProcedureOfTheListButCannotInventOneOrReachOutside(Store kind) throws Unreadable {
        start(kind);
        give(UNITS);
        String procedure = "code,name,field_code,field_name\n1.001193,Đăng ký khai sinh,ho-tich,Hộ tịch\n";
        store.make(wish(CatalogueRegisters.PROCEDURES, sheet(procedure), true, "2026-01-01"), ADMINISTRATOR, u -> true);
        String head = "unit,code,nickname,keywords,common,hidden\n";
        refused(
                CatalogueRegisters.MARKS,
                head + "an-binh,9.999999,Giấy lạ,,1,0",
                2,
                "Mã thủ tục",
                "tự đặt thêm thủ tục");
        Account leader = new Account("truong", Role.LEADER, "an-binh", false);
        String outside = head + "binh-minh,1.001193,Khai sinh,,1,0";
        assertThat(store.make(wish(CatalogueRegisters.MARKS, sheet(outside), false), leader, "an-binh"::equals)
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("không thuộc đơn vị"));
        assertThat(store.make(
                                wish(
                                        CatalogueRegisters.PROCEDURES,
                                        sheet(procedure.replace("1.001193", "8.000001")),
                                        false,
                                        "2026-02-01"),
                                leader,
                                "an-binh"::equals)
                        .faults())
                .hasSize(1);
        assertThat(store.make(
                                wish(
                                        CatalogueRegisters.MARKS,
                                        sheet(head + "an-binh,1.001193,Làm giấy khai sinh,đẻ con,có,không"),
                                        false),
                                leader,
                                "an-binh"::equals)
                        .faults())
                .isEmpty();
        assertThat(store.rows(CatalogueRegisters.MARKS))
                .containsExactly(List.of("an-binh", "1.001193", "Làm giấy khai sinh", "đẻ con", "1", "0"));
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void blanksNobodySeesAndWideLettersAreTheUsualOnesAndAWideFormulaIsOne(Store kind) throws Unreadable {
        start(kind);
        String file = UNITS.replace("Xã An Bình", "\u3000Xã\u00a0An\u200b Bình\u202f")
                .replace("00001", "０\uff10001")
                .replace("Định danh", "\ufeffĐịnh\u00a0danh ");
        Sheet sheet = SheetReader.read(file.getBytes(StandardCharsets.UTF_8));
        assertThat(sheet.notes()).anySatisfy(note -> assertThat(note).contains("chữ rộng"));
        Proposal made = store.make(wish(OrganisationRegisters.UNITS, sheet, false), ADMINISTRATOR, unit -> true);
        assertThat(made.faults()).isEmpty();
        assertThat(store.rows(OrganisationRegisters.UNITS))
                .contains(List.of("an-binh", "2025-07-01", "", "tinh", "XA", "00001", "Xã An Bình"));

        for (String formula : List.of("＝cmd|' /C calc'!A0", "\u00a0=1", "\u200b@x", "＋84", "－1", "＠a")) {
            Sheet bad = SheetReader.read(UNITS.replace("Xã Bình Minh", formula).getBytes(StandardCharsets.UTF_8));
            assertThat(store.make(wish(OrganisationRegisters.UNITS, bad, false), ADMINISTRATOR, unit -> true)
                            .faults())
                    .as(formula)
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.message()).contains("công thức"));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void ofTwoWhoChangeAtOnceTheSecondIsAskedToLookAgain(Store kind) throws Unreadable {
        start(kind);
        give(UNITS);
        long seen = store.stamp(OrganisationRegisters.UNITS);
        RegisterStore.Wish mine = new RegisterStore.Wish(
                OrganisationRegisters.UNITS,
                store.entries(OrganisationRegisters.UNITS, sheet(UNITS.replace("Xã An Bình", "Xã An Bình Mới"))),
                false,
                Map.of(),
                "2026-11-20",
                "",
                "",
                seen);
        give(UNITS.replace("Xã Bình Minh", "Xã Bình Minh Mới"));
        assertThat(store.make(mine, ADMINISTRATOR, unit -> true).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("người khác sửa"));
        assertThat(store.rows(OrganisationRegisters.UNITS)).noneMatch(cells -> cells.contains("Xã An Bình Mới"));
    }

    private void give(String units) throws Unreadable {
        assertThat(store.make(wish(OrganisationRegisters.UNITS, sheet(units), false), ADMINISTRATOR, unit -> true)
                        .faults())
                .isEmpty();
    }

    private void refused(String file, int row, String column, String words) throws Unreadable {
        refused(OrganisationRegisters.UNITS, file, row, column, words);
    }

    private void refused(Register register, String file, int row, String column, String words) throws Unreadable {
        long stamp = store.stamp(register);
        Sheet sheet = sheet(file);
        RegisterStore.Wish empty =
                new RegisterStore.Wish(register, List.of(), false, Map.of(), "2026-11-20", "tep.csv", "", -1);
        Proposal seen = store.preview(register, sheet, empty, unit -> true);
        assertThat(seen.faults()).as(file).isNotEmpty();
        assertThat(seen.changes()).isEmpty();
        Fault fault = seen.faults().get(0);
        assertThat(fault.row()).as("%s: %s", file, fault).isEqualTo(row);
        assertThat(fault.column()).as("%s: %s", file, fault).isEqualTo(column);
        assertThat(fault.message()).as(file).contains(words);
        if (row > 1 && !column.isEmpty()) {
            assertThat(store.make(wish(register, sheet, false), ADMINISTRATOR, unit -> true)
                            .changes())
                    .isEmpty();
        } else {
            assertThatThrownBy(() -> store.entries(register, sheet)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(store.stamp(register)).isEqualTo(stamp);
    }

    private static void unreadable(byte[] file, String words) {
        assertThatThrownBy(() -> SheetReader.read(file))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining(words);
    }

    private static byte[] bomb() {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            byte[] block = new byte[1024 * 1024];
            for (int i = 0; i < 70; i++) {
                zip.write(block);
            }
            zip.closeEntry();
            zip.finish();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Sheet sheet(String csv) throws Unreadable {
        return SheetReader.read(csv.getBytes(StandardCharsets.UTF_8));
    }

    private RegisterStore.Wish wish(Register register, Sheet sheet, boolean whole) {
        return wish(register, sheet, whole, "2026-11-20");
    }

    private RegisterStore.Wish wish(Register register, Sheet sheet, boolean whole, String day) {
        return new RegisterStore.Wish(
                register,
                store.entries(register, sheet),
                whole,
                register.equals(CatalogueRegisters.PROCEDURES)
                        ? Map.of("decision_no", "766/QĐ", "decision_date", day)
                        : Map.of(),
                day,
                "tep.csv",
                "",
                -1);
    }
}
