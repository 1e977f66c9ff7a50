package motcua.server.satisfaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentenceTest {
    @Test
    void saysThatNothingChangedBeyondChance() {
        assertThat(sentence("Phường Minh Khai", 3412L, 1386, 1273, 1297, 1183))
                .isEqualTo(
                        "Quý III/2026, Phường Minh Khai phục vụ 3.412 lượt và nhận 1.386 đánh giá hợp lệ (tỷ lệ phản hồi"
                                + " 40,6\u00a0%); 91,8\u00a0% hài lòng (khoảng tin cậy 95\u00a0%: 90,3–93,2), không khác quý II/2026"
                                + " ngoài mức ngẫu nhiên (+0,6 điểm; −1,5\u00a0…\u00a0+2,8).");
    }

    @Test
    void saysAChangeBeyondChance() {
        assertThat(sentence("Xã Tân Tiến", 846L, 318, 268, 301, 283))
                .isEqualTo("Quý III/2026, Xã Tân Tiến phục vụ 846 lượt và nhận 318 đánh giá hợp lệ (tỷ lệ phản hồi"
                        + " 37,6\u00a0%); 84,3\u00a0% hài lòng (khoảng tin cậy 95\u00a0%: 79,9–87,9), thấp hơn quý II/2026 9,7"
                        + " điểm, vượt mức ngẫu nhiên (−14,7\u00a0…\u00a0−4,9).");
    }

    @Test
    void drawsNoConclusionFromASmallSample() {
        assertThat(sentence("Xã Ngọc Lâm", 38L, 12, 11, 9, 9))
                .isEqualTo("Quý III/2026, Xã Ngọc Lâm phục vụ 38 lượt và nhận 12 đánh giá hợp lệ (tỷ lệ phản hồi"
                        + " 31,6\u00a0%); 11 trong 12 đánh giá là hài lòng – chưa đủ mẫu để kết luận.");
    }

    @Test
    void hidesFewerThanFive() {
        assertThat(sentence("Xã Yên Hòa", 29L, 3, 3, 6, 6))
                .isEqualTo("Quý III/2026, Xã Yên Hòa phục vụ 29 lượt nhưng có dưới 5 đánh giá hợp lệ nên không nêu kết"
                        + " quả.");
    }

    @Test
    void saysThatNothingWasReceived() {
        assertThat(Sentence.of(
                                "Quý III/2026",
                                "Xã Đồng Tâm",
                                Optional.empty(),
                                0,
                                true,
                                Optional.empty(),
                                "quý II/2026",
                                Optional.empty())
                        .text())
                .isEqualTo("Quý III/2026, Xã Đồng Tâm chưa gửi số liệu; vì vậy không có kết quả để nêu.");
    }

    @Test
    void leavesTheResponseRateOutWherePressesAreTheVisits() {
        Tally tally = tally(40, 36);
        assertThat(Sentence.of(
                                "Tháng 10/2026",
                                "Xã A",
                                Optional.of(40L),
                                40,
                                false,
                                Optional.of(tally),
                                "tháng 9/2026",
                                Optional.empty())
                        .text())
                .doesNotContain("phản hồi")
                .doesNotContain("tháng 9");
    }

    @Test
    void neverComparesTwoScales() {
        Tally other = Tally.none("HL3A/1").plus(1, 50);
        assertThat(Sentence.of(
                                "Tháng 10/2026",
                                "Xã A",
                                Optional.of(90L),
                                40,
                                true,
                                Optional.of(tally(40, 36)),
                                "tháng 9/2026",
                                Optional.of(other))
                        .text())
                .doesNotContain("tháng 9");
    }

    private static String sentence(String where, long served, long n, long k, long n0, long k0) {
        return Sentence.of(
                        "Quý III/2026",
                        where,
                        Optional.of(served),
                        n,
                        true,
                        Optional.of(tally(n, k)),
                        "quý II/2026",
                        Optional.of(tally(n0, k0)))
                .text();
    }

    private static Tally tally(long n, long satisfied) {
        return Tally.none("HL5/1").plus(1, satisfied).plus(4, n - satisfied);
    }
}
