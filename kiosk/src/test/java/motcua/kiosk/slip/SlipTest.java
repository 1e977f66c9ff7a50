package motcua.kiosk.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What stands on slips, and how large. Whether it can be read is judged by others, in the acceptance tests. */
class SlipTest {
    private static final int LIMIT_MM = 90;

    private static String text(Slip slip) {
        return slip.lines().stream()
                .map(Slip.Line::text)
                .collect(Collectors.joining(" "))
                .replace('\u00A0', ' ');
    }

    @ParameterizedTest
    @EnumSource(PaperWidth.class)
    void aTicketSaysEverythingInTheWordsOfTheOffice(PaperWidth paper) {
        Slip slip = Slips.ticket().draw(paper);
        assertThat(text(slip))
                .startsWith("UBND XÃ VÍ DỤ – BỘ PHẬN MỘT CỬA PHIẾU SỐ THỨ TỰ A020 Quầy: 1, 2, 3 Lĩnh vực: Chứng thực"
                        + " Số người chờ trước: 7 Dự kiến chờ: 15–25 phút Lấy số lúc: 08:42 15/09/2025"
                        + " Phiếu chỉ có giá trị trong ngày. Qua 03 lần gọi xin lấy lại số");
        assertThat(text(slip).contains("Xin đánh giá mức độ hài lòng")).isEqualTo(paper == PaperWidth.MM_80);
        assertThat(Normalizer.isNormalized(text(slip), Normalizer.Form.NFC)).isTrue();
        assertThat(slip.raster().width()).isEqualTo(paper.dots());
        assertThat(slip.millimetres()).isLessThanOrEqualTo(LIMIT_MM);
    }

    @ParameterizedTest
    @EnumSource(PaperWidth.class)
    void marksAreLoudAndNoTicketIsHigherThanNeedBe(PaperWidth paper) {
        TicketSlip plain = Slips.ticket();
        assertThat(text(plain.draw(paper))).doesNotContain("ƯU TIÊN", "in lại", "TẬP", "MÔ PHỎNG");
        Slip priority = Slips.with(plain, true, false, false, false, false).draw(paper);
        assertThat(text(priority)).contains("ƯU TIÊN");
        assertThat(priority.millimetres()).isLessThanOrEqualTo(LIMIT_MM);
        Slip again = plain.asReprint().draw(paper);
        assertThat(text(again)).contains("PHIẾU SỐ THỨ TỰ (Bản in lại) A020 (Bản in lại) Quầy");
        assertThat(again.millimetres()).isLessThanOrEqualTo(LIMIT_MM);
        assertThat(text(Slips.with(plain, false, false, true, false, false).draw(paper)))
                .contains("TẬP SỬ DỤNG A020");
        assertThat(text(Slips.with(plain, false, false, false, true, false).draw(paper)))
                .contains("MÔ PHỎNG A020");
        Slip large = Slips.with(plain, false, false, false, false, true).draw(paper);
        assertThat(large.millimetres()).isLessThanOrEqualTo(paper == PaperWidth.MM_80 ? LIMIT_MM : 95);
        assertThat(large.lines().stream()
                        .filter(line -> line.text().startsWith("Quầy"))
                        .findFirst()
                        .orElseThrow()
                        .height())
                .isGreaterThanOrEqualTo(paper == PaperWidth.MM_80 ? 80 : 58);
    }

    /** Paper ends after any row, and what comes later may be on a piece of its own. */
    @ParameterizedTest
    @EnumSource(PaperWidth.class)
    void whereverACopyIsCutThePieceThatShowsTheNumberSaysThatItIsACopy(PaperWidth paper) {
        for (boolean[] marks : new boolean[][] {{false, false}, {true, false}, {false, true}, {true, true}}) {
            TicketSlip plain = Slips.with(Slips.ticket(), marks[0], false, marks[0], false, marks[1]);
            Slip copy = plain.asReprint().draw(paper);
            List<Slip.Line> said = copy.lines().stream()
                    .filter(line -> line.text().equals("(Bản in lại)"))
                    .toList();
            int numberEnd = copy.numberTop();
            while (black(copy, numberEnd)) {
                numberEnd++;
            }
            for (int cut = 0; cut <= copy.raster().height(); cut++) {
                if (cut > copy.numberTop()) {
                    assertThat(shown(copy, said, 0, cut))
                            .as("above row %d", cut)
                            .isTrue();
                }
                if (cut < numberEnd) {
                    assertThat(shown(copy, said, cut, copy.raster().height()))
                            .as("from row %d", cut)
                            .isTrue();
                }
            }
        }
    }

    /** Whether one of the lines is whole between the rows, in black. */
    private static boolean shown(Slip slip, List<Slip.Line> lines, int from, int to) {
        return lines.stream()
                .filter(line -> line.y() >= from && line.y() + line.height() <= to)
                .anyMatch(line ->
                        IntStream.range(line.y(), line.y() + line.height()).anyMatch(row -> black(slip, row)));
    }

    @Test
    void scenario28WithoutAClockTheTicketSaysSo() {
        TicketSlip slip = Slips.ticket();
        TicketSlip dark = new TicketSlip(
                slip.ticket(),
                slip.office(),
                slip.label(),
                null,
                List.of(),
                0,
                null,
                null,
                false,
                false,
                false,
                false,
                false,
                null);
        assertThat(text(dark.draw(PaperWidth.MM_80)))
                .contains("A020 Số người chờ trước: 0 Lấy số lúc: (máy chưa cập nhật giờ)")
                .doesNotContain("Quầy", "Lĩnh vực", "Dự kiến");
    }

    @ParameterizedTest
    @EnumSource(PaperWidth.class)
    void theNumberIsFifteenMillimetresHighWhateverItIs(PaperWidth paper) {
        for (String label : List.of("A001", "K999", "A1000", "7")) {
            TicketSlip slip = Slips.ticket();
            Slip drawn = new TicketSlip(
                            slip.ticket(),
                            slip.office(),
                            label,
                            slip.subject(),
                            slip.counters(),
                            slip.ahead(),
                            slip.expected(),
                            slip.issuedAt(),
                            false,
                            false,
                            false,
                            false,
                            false,
                            null)
                    .draw(paper);
            int rows = 0;
            while (black(drawn, drawn.numberTop() + rows)) {
                rows++;
            }
            assertThat(rows).as(label).isBetween(119, 145);
            assertThat(black(drawn, drawn.numberTop() - 1)).isFalse();
        }
    }

    private static boolean black(Slip slip, int row) {
        for (int x = 0; x < slip.raster().width(); x++) {
            if (slip.raster().black(x, row)) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @EnumSource(PaperWidth.class)
    void nothingReachesTheEdgeWhateverTheOfficeAndTheFieldAreCalled(PaperWidth paper) {
        TicketSlip slip = Slips.ticket();
        Slip drawn = new TicketSlip(
                        slip.ticket(),
                        "UBND phường Nguyễn Nghiêm Trần Hưng Đạo Lý Thường Kiệt thuộc thành phố Quảng Ngãi",
                        "A1234",
                        "Đăng ký biện pháp bảo đảm bằng quyền sử dụng đất, tài sản gắn liền với đất"
                                + " Llanfairpwllgwyngyllgogerychwyrndrobwll",
                        List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14),
                        123,
                        new TicketSlip.Wait(100, 180),
                        LocalDateTime.of(2026, 12, 31, 23, 59),
                        true,
                        true,
                        true,
                        true,
                        true,
                        slip.lookUp())
                .draw(paper);
        for (int y = 0; y < drawn.raster().height(); y++) {
            for (int x : new int[] {0, 1, 2, paper.dots() - 3, paper.dots() - 2, paper.dots() - 1}) {
                assertThat(drawn.raster().black(x, y))
                        .as("dot %d in row %d", x, y)
                        .isFalse();
            }
        }
        assertThat(text(drawn)).contains("Llanfair", "14", "100–180 phút");
    }

    @Test
    void aDaySlipAddsUpAndShowsTwelveCharactersOfTheHead() {
        DaySlip day = Slips.day();
        assertThat(day.issued()).isEqualTo(day.served() + day.noShow() + day.left() + day.unserved());
        for (PaperWidth paper : PaperWidth.values()) {
            assertThat(text(day.draw(paper)))
                    .contains(
                            "PHIẾU CHỐT NGÀY 15/09/2025",
                            "In lúc 17:06 15/09/2025 số liệu tạm tính",
                            "Số đã cấp 63 đã phục vụ 58 vắng mặt 3 bỏ về 1 hết giờ chưa phục vụ 1",
                            "Lượt đã phục vụ 58 đã đánh giá 41 không đánh giá 13 không mời đánh giá 2 thiết bị hỏng 2",
                            "Tập sử dụng (không tính) 4",
                            "Bản ghi cuối 48.871",
                            "9c41 7e02 b8d5")
                    .doesNotContain("1f6a", "hài lòng");
        }
        assertThatThrownBy(() -> new DaySlip("x", null, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "no hash", false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
