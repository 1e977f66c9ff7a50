package motcua.server.reports;

import static motcua.server.reports.ReportOffice.LEADER;
import static motcua.server.reports.ReportOffice.QUARTER;
import static motcua.server.reports.ReportOffice.SECOND;
import static motcua.server.reports.ReportOffice.SUPERIOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.storage.Store;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReportsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Store.class)
    void everyTotalIsTheSumOfItsParts(Store store) {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            Reports.Made made = office.reports.draft(office.opened("xa-a", QUARTER, LEADER), QUARTER);
            int sums = 0;
            for (String id : List.of("B3", "B5", "B7")) {
                ReportTable table = table(made, id);
                ReportTable.Row total = table.rows().get(table.rows().size() - 1);
                assertThat(total.total()).as(id).isTrue();
                assertThat(table.rows()).as(id).hasSizeGreaterThan(2);
                for (int column = 0; column < table.columns().size(); column++) {
                    OptionalLong whole = SpreadsheetWriter.count(total.cells().get(column));
                    if (whole.isPresent()) {
                        long parts = 0;
                        for (ReportTable.Row row : table.rows()) {
                            parts += row.total()
                                    ? 0
                                    : SpreadsheetWriter.count(row.cells().get(column))
                                            .orElse(0);
                        }
                        assertThat(parts)
                                .as(id + " " + table.columns().get(column))
                                .isEqualTo(whole.getAsLong());
                        sums++;
                    }
                }
            }
            assertThat(sums).isGreaterThan(14);
            ReportTable overall = table(made, "B2");
            assertThat(cell(overall, 0, "Lượt phục vụ"))
                    .isEqualTo(cell(table(made, "B3"), table(made, "B3").rows().size() - 1, "Lượt phục vụ"));
            assertThat(made.readiness().items())
                    .anyMatch(i -> i.done() && i.what().startsWith("Tổng các bảng khớp"));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whatWasReceivedIsWhatCountsAndWhatDoesNotByReason(Store store) {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            office.database.writes().useHandle(h -> {
                h.execute("INSERT INTO press_cell VALUES ('REAL', '2026-09-30', 'o-a', 1, 'DUPLICATE', 9)");
                h.execute("INSERT INTO press_cell VALUES ('REAL', '2026-09-29', 'o-a', 2, 'UNMATCHED', 24)");
                h.execute("INSERT INTO press_cell VALUES ('REAL', '2026-09-29', 'o-a', 2, 'STUCK', 4)");
                h.execute(
                        "INSERT INTO service_cell VALUES ('REAL', '2026-09-30', 8, 'o-a', 1, 'c1', 'VISIT', 'PROCEDURE',"
                                + " 'ho-tich', 'HL5/1', 'RATED', 5, 'CONTEST', 2)");
            });
            Reports.Made made = office.reports.draft(office.opened("xa-a", QUARTER, LEADER), QUARTER);
            List<String> cells = table(made, "B2a").rows().get(0).cells();
            List<Long> counts = cells.stream()
                    .map(c -> SpreadsheetWriter.count(c).orElseThrow())
                    .toList();

            assertThat(counts.get(0))
                    .isEqualTo(counts.stream().mapToLong(n -> n).sum() - counts.get(0));
            assertThat(counts.get(2)).as("excluded after a contest").isEqualTo(2);
            assertThat(counts.subList(4, 7)).containsExactly(9L, 24L, 4L);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aWrongInputFigureBlocksSigningWithTheCellNamed(Store store) {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            ReportVersion draft = office.type(
                    office.opened("xa-a", QUARTER, LEADER),
                    LEADER,
                    "B8.overdue",
                    "3",
                    "B8.explained",
                    "3",
                    "B8.apologised",
                    "4",
                    "B8.rescheduled",
                    "0",
                    "II.06a.ho-tich.c4",
                    "100",
                    "II.06a.ho-tich.c5",
                    "50",
                    "II.06a.ho-tich.c6",
                    "2",
                    "II.06a.ho-tich.c8",
                    "100",
                    "II.06a.ho-tich.c9",
                    "40",
                    "II.06a.ho-tich.c10",
                    "3",
                    "II.06a.ho-tich.c12",
                    "10",
                    "II.06a.ho-tich.c13",
                    "0");

            List<String> missing = office.reports.draft(draft, QUARTER).readiness().missing().stream()
                    .map(Readiness.Item::what)
                    .toList();

            assertThat(missing)
                    .anyMatch(m -> m.startsWith("Bảng B8, ô “Đã xin lỗi” ghi 4, lớn hơn ô “Hồ sơ quá hạn” (3)"))
                    .anyMatch(m -> m.startsWith(
                            "Biểu II.06a, dòng “Hộ tịch”: cột 3 (152) khác cột 7 + cột 11 (143 + 10 = 153), chênh 1"));
        }
    }

    /** The letters of a real commune's report: 8 + 16 + 183 + 79 were called 152. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void theTotalOfLettersIsComputedAndApologiesNeedTheirCause(Store store) {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            ReportVersion draft = office.type(
                    office.opened("xa-a", QUARTER, LEADER),
                    LEADER,
                    "B8.overdue",
                    "0",
                    "B8.explained",
                    "0",
                    "B8.apologised",
                    "0",
                    "B8.rescheduled",
                    "0",
                    "B9.apology",
                    "8",
                    "B9.thanks",
                    "16",
                    "B9.congratulation",
                    "183",
                    "B9.condolence",
                    "79");
            Reports.Made made = office.reports.draft(draft, QUARTER);

            assertThat(cell(table(made, "B9"), 0, "Tổng (máy tính)")).isEqualTo("286");
            assertThat(made.readiness().missing())
                    .anyMatch(i -> i.what().startsWith("Bảng B9, ô “Xin lỗi” ghi 8 thư, nhưng bảng B8 chỉ có 0"));
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void anOverdueDossierWithoutAnApologyBlocksSigning(Store store) {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            ReportVersion draft = office.type(
                    office.opened("xa-a", QUARTER, LEADER),
                    LEADER,
                    "B8.overdue",
                    "3",
                    "B8.explained",
                    "3",
                    "B8.apologised",
                    "2",
                    "B8.rescheduled",
                    "0");

            List<Readiness.Item> missing =
                    office.reports.draft(draft, QUARTER).readiness().missing();

            assertThat(missing).hasSize(1);
            assertThat(missing.get(0).what()).isEqualTo("Giải trình 1 hồ sơ quá hạn chưa có phiếu xin lỗi");
            assertThat(missing.get(0).detail()).isEqualTo("Bảng B8: quá hạn 3, đã xin lỗi 2.");
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whatOnePeriodLeavesOpenTheNextTakesOver(Store store) {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            ReportPeriod before = QUARTER.previous();
            office.sign(
                    office.type(
                            office.opened("xa-a", before, LEADER),
                            LEADER,
                            "II.06a.ho-tich.c4",
                            "100",
                            "II.06a.ho-tich.c5",
                            "0",
                            "II.06a.ho-tich.c6",
                            "0",
                            "II.06a.ho-tich.c8",
                            "80",
                            "II.06a.ho-tich.c9",
                            "13",
                            "II.06a.ho-tich.c10",
                            "0",
                            "II.06a.ho-tich.c12",
                            "7",
                            "II.06a.ho-tich.c13",
                            "0"),
                    LEADER);
            ReportVersion draft = office.type(
                    office.opened("xa-a", QUARTER, LEADER),
                    LEADER,
                    "II.06a.ho-tich.c4",
                    "50",
                    "II.06a.ho-tich.c5",
                    "0",
                    "II.06a.ho-tich.c6",
                    "5",
                    "II.06a.ho-tich.c8",
                    "55",
                    "II.06a.ho-tich.c9",
                    "0",
                    "II.06a.ho-tich.c10",
                    "0",
                    "II.06a.ho-tich.c12",
                    "0",
                    "II.06a.ho-tich.c13",
                    "0");

            assertThat(office.reports.draft(draft, QUARTER).readiness().missing())
                    .extracting(Readiness.Item::what)
                    .containsExactly(
                            "Biểu II.06a, dòng “Hộ tịch”, cột 6 ghi 5, nhưng báo cáo kỳ trước chuyển sang 7 (cột 11).");
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void ofTwoWhoSignAtOnceOneDoes(Store store) throws Exception {
        try (ReportOffice office = new ReportOffice(store, folder);
                Closing pool = new Closing(Executors.newFixedThreadPool(2))) {
            ReportVersion draft = office.type(office.opened("xa-a", QUARTER, LEADER), LEADER);
            String json = office.reports.draft(draft, QUARTER).json();
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Boolean>> both = new ArrayList<>();
            for (Account account : List.of(LEADER, SECOND)) {
                both.add(pool.threads.submit(() -> {
                    go.await();
                    return office.store.sign(draft, draft.revision(), json, account);
                }));
            }
            go.countDown();

            List<Boolean> done = List.of(both.get(0).get(), both.get(1).get());

            assertThat(done).containsExactlyInAnyOrder(true, false);
            assertThat(office.latest("xa-a").signedBy()).isEqualTo(done.get(0) ? LEADER.name() : SECOND.name());
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whoeverSignsWhatSomebodyElseHasJustChangedSignsNothing(Store store) {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            ReportVersion seen = office.type(office.opened("xa-a", QUARTER, LEADER), LEADER);
            String json = office.reports.draft(seen, QUARTER).json();
            office.type(seen, SECOND, "words.shortcomings", "Thêm một câu.");

            assertThat(office.store.sign(seen, seen.revision(), json, LEADER)).isFalse();
            assertThat(office.latest("xa-a").state()).isEqualTo(ReportState.DRAFT);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aPeriodThatStillRunsCannotBeSigned(Store store) {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            ReportPeriod year = ReportPeriod.ofKey("2026-N").orElseThrow();
            ReportVersion draft = office.type(office.opened("xa-a", year, LEADER), LEADER);

            assertThat(office.reports.draft(draft, year).readiness().missing())
                    .extracting(Readiness.Item::what)
                    .containsExactly("Kỳ chưa kết thúc, chưa thể gửi");
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aUnitWithoutDataIsADashNeverAPercentage(Store store) {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            Account head = new Account("c", Role.LEADER, "xa-c", false);
            ReportVersion draft = office.type(office.opened("xa-c", QUARTER, head), head);
            Reports.Made made = office.reports.draft(draft, QUARTER);

            for (ReportTable table : made.content().tables()) {
                for (ReportTable.Row row : table.rows()) {
                    assertThat(row.cells()).as(table.id()).noneMatch(c -> c.contains("%") || c.equals("0"));
                }
            }
            assertThat(table(made, "B2").rows().get(0).cells()).contains("—");
            assertThat(new Sheet(made.content(), Stamp.of(made.content(), true, made.hash(), 0))
                            .report()
                            .toString())
                    .contains("Chưa nhận số liệu nào của đơn vị trong kỳ.");
        }
    }

    /** Scenario 22: a leader corrects a report that was sent. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aCorrectionIsVersionTwoWithItsChangedCellsAndVersionOneStays(Store store) {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            ReportVersion first = office.submit(
                    office.sign(
                            office.type(
                                    office.opened("xa-a", QUARTER, LEADER),
                                    LEADER,
                                    "B12.filing",
                                    "120",
                                    "B12.payment",
                                    "60",
                                    "B12.apps",
                                    "30",
                                    "words.shortcomings",
                                    "Chờ lâu vào thứ Hai."),
                            LEADER),
                    LEADER);
            assertThat(office.store.answer(first, false, "Bảng B12 thiếu.", SUPERIOR))
                    .isTrue();

            ReportVersion draft = office.type(office.opened("xa-a", QUARTER, LEADER), LEADER, "B12.apps", "35");
            ReportVersion second = office.sign(draft, LEADER);

            ReportContent content = ContentJson.read(second.content());
            assertThat(second.version()).isEqualTo(2);
            assertThat(content.changes())
                    .containsExactly(
                            new ReportContent.Change("B12", "", "Cài đặt ứng dụng số", "30", "35"),
                            new ReportContent.Change("B12", "", "Tổng (máy tính)", "210", "215"));
            ReportVersion kept = office.store.versions("xa-a", QUARTER.key()).get(0);
            assertThat(kept.content()).isEqualTo(first.content());
            assertThat(kept.hash()).isEqualTo(ContentJson.hash(kept.content()));
            assertThat(kept.state()).isEqualTo(ReportState.RETURNED);
            assertThat(kept.remarks()).isEqualTo("Bảng B12 thiếu.");
            assertThat(office.submit(second, LEADER).state())
                    .as("the superior sees it wait again")
                    .isEqualTo(ReportState.SUBMITTED);
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void whatComesLateIsAnAddendumAndTheSignedVersionStays(Store store) {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            ReportVersion signed = office.sign(office.type(office.opened("xa-a", QUARTER, LEADER), LEADER), LEADER);
            assertThat(office.reports.addendum(signed, QUARTER)).isEmpty();

            office.database
                    .writes()
                    .useHandle(
                            h -> h.execute("INSERT INTO service_cell VALUES ('REAL', '2026-09-30', 21, 'o-a', 3, 'c3',"
                                    + " 'VISIT', 'PROCEDURE', 'dat-dai', 'HL5/1', 'NOT_RATED', 0, '', 38)"));
            Reports later = office.reports(Clock.offset(office.clock, Duration.ofDays(1)));

            List<ReportContent.Change> late = later.addendum(signed, QUARTER);
            assertThat(late)
                    .anyMatch(c -> c.table().equals("B5")
                            && c.row().equals("Quầy 3")
                            && c.column().equals("Lượt phục vụ"));
            assertThat(late).allMatch(c -> c.table().startsWith("B"));
            assertThat(office.latest("xa-a").content()).isEqualTo(signed.content());
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void theConsolidationHasARowAChildAndSaysWhoHasNotReported(Store store) {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            office.submit(
                    office.sign(
                            office.type(
                                    office.opened("xa-a", QUARTER, LEADER),
                                    LEADER,
                                    "B12.filing",
                                    "120",
                                    "B12.payment",
                                    "60",
                                    "B12.apps",
                                    "30"),
                            LEADER),
                    LEADER);
            Account b = new Account("b", Role.LEADER, "xa-b", false);
            office.submit(
                    office.sign(
                            office.type(
                                    office.opened("xa-b", QUARTER, b),
                                    b,
                                    "B12.filing",
                                    "7",
                                    "B12.payment",
                                    "8",
                                    "B12.apps",
                                    "9"),
                            b),
                    b);

            Consolidation sums = Consolidation.of(
                    office.organisation.tree("2026-10-12"),
                    "tinh",
                    office.store.ofPeriod(QUARTER.key()),
                    office.reports.fields());

            assertThat(sums.children())
                    .extracting(c -> c.unit().name())
                    .as("Vietnamese order: a before â before đ before m")
                    .containsExactly("Phường Minh Khai", "Xã Ân Thi", "Xã Đồng Tâm");
            ReportTable satisfaction = sums.tables().get(0);
            assertThat(satisfaction.rows().get(1).cells())
                    .as("not sent")
                    .contains("—")
                    .noneMatch(c -> c.contains("%"));
            assertThat(satisfaction.notes().get(0)).startsWith("Còn 1 đơn vị chưa gửi báo cáo");
            for (int column = 1; column <= 7; column++) {
                int at = column;
                long parts = satisfaction.rows().subList(0, 3).stream()
                        .mapToLong(
                                r -> SpreadsheetWriter.count(r.cells().get(at)).orElse(0))
                        .sum();
                assertThat(satisfaction.rows().get(3).cells().get(column))
                        .isEqualTo(motcua.server.satisfaction.Figures.count(parts));
            }
            ReportTable guidance = sums.tables().stream()
                    .filter(t -> t.id().equals("TH.B12"))
                    .findFirst()
                    .orElseThrow();
            assertThat(guidance.rows().get(3).cells()).containsExactly("Cộng", "127", "68", "39", "234");
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void theNamesOfClerksLeaveTheOfficeInNoFileThatIsSent(Store store) throws Exception {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            Reports.Made made = office.reports.draft(office.opened("xa-a", QUARTER, LEADER), QUARTER);
            assertThat(table(made, "B6").rows()).anyMatch(r -> r.cells().contains("Trần Văn Đức"));
            Stamp stamp = Stamp.of(made.content(), true, made.hash(), 0);
            String exchange = ContentJson.exchange(made.content(), made.hash(), 0);

            assertThat(exchange).doesNotContain("Trần Văn Đức");
            assertThat(new Sheet(made.content(), stamp).report().toString()).doesNotContain("Trần Văn Đức");
            JsonNode json = new ObjectMapper().readTree(exchange);
            assertThat(json.get("format").asText()).isEqualTo("motcua-report/1");
            assertThat(json.get("content").get("period").asText()).isEqualTo("2026-Q3");
            assertThat(json.get("content").get("software").asText()).isEqualTo("Một Cửa 1.0");
            assertThat(json.get("hash").asText()).hasSize(64);
        }
    }

    /** Another clerk works in version 2, and there a version was signed when changes still named clerks. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void theNamesOfClerksDoNotLeaveWithTheChangesOfVersionTwo(Store store) throws Exception {
        try (ReportOffice office = new ReportOffice(store, folder)) {
            ReportVersion first = office.submit(
                    office.sign(office.type(office.opened("xa-a", QUARTER, LEADER), LEADER), LEADER), LEADER);
            assertThat(office.store.answer(first, false, "Thiếu.", SUPERIOR)).isTrue();
            office.database
                    .writes()
                    .useHandle(h -> h.execute("UPDATE service_cell SET clerk = 'c-moi' WHERE clerk = 'c3'"));

            Reports.Made made = office.reports.draft(
                    office.type(office.opened("xa-a", QUARTER, LEADER), LEADER, "words.shortcomings", "Chờ lâu."),
                    QUARTER);

            assertThat(made.content().version()).isEqualTo(2);
            assertThat(ContentJson.read(first.content()).annex())
                    .as("the tables of clerks differ")
                    .isNotEqualTo(made.content().annex());
            assertThat(made.content().changes())
                    .isNotEmpty()
                    .noneMatch(c -> c.table().startsWith("B6"));

            List<ReportContent.Change> signed = new ArrayList<>(made.content().changes());
            signed.add(new ReportContent.Change("B6", "Phạm Thị Kín", "Lượt phục vụ", "1", "2"));
            signed.add(new ReportContent.Change("B6.2", "Phạm Thị Kín", "Lượt phục vụ", "1", "2"));
            ReportContent old = made.content().withChanges(signed);
            Stamp stamp = Stamp.of(old, false, made.hash(), 0);
            assertThat(new Sheet(old, stamp).report().toString())
                    .contains("Chờ lâu.")
                    .doesNotContain("Phạm Thị Kín");
            assertThat(document(DocxWriter.write(old, stamp)))
                    .contains("Chờ lâu.")
                    .doesNotContain("Phạm Thị Kín");
            assertThat(ContentJson.exchange(old, made.hash(), 0))
                    .contains("Chờ lâu.")
                    .doesNotContain("Phạm Thị Kín");
        }
    }

    private static String document(byte[] docx) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("word/document.xml")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no document");
    }

    static ReportTable table(Reports.Made made, String id) {
        return made.content().tables().stream()
                .filter(t -> t.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(made.content().tables().stream()
                        .map(ReportTable::id)
                        .toList()
                        .toString()));
    }

    private static String cell(ReportTable table, int row, String column) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).name().equals(column)) {
                return table.rows().get(row).cells().get(i);
            }
        }
        throw new AssertionError(column);
    }

    private record Closing(ExecutorService threads) implements AutoCloseable {
        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
