package motcua.load.sample;

import java.util.List;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;

/**
 * The office of the demo. Every name is invented; the procedures are a sample and have to be replaced by the published
 * catalogue.
 */
public final class SampleOffice {
    /** What the demo's kiosk calls its office; the past made here belongs to the same one. */
    public static final SettingsApplied.Office OFFICE =
            new SettingsApplied.Office("xa-vi-du", "Xã Ví Dụ (dữ liệu mẫu)");

    /** The scale all counters use. */
    public static final String SCALE = "HL5/1";

    /** Length of a rating window in milliseconds. */
    public static final long WINDOW_MS = 120_000;

    /**
     * A counter with what it does and how its visits tend to go.
     *
     * @param clerks ids of those who sit here, by turns of a day
     * @param visitsADay average number of visits
     * @param rated share of visits that get a press, 0 to 1
     * @param weights how often each level 1 to 5 is pressed, relative
     */
    public record Counter(
            int number,
            String name,
            List<String> clerks,
            int visitsADay,
            double rated,
            List<Integer> weights,
            List<Procedure> procedures) {}

    /**
     * A procedure of the sample catalogue.
     *
     * @param field code of its subject field in the catalogue
     * @param minutes average service time
     */
    public record Procedure(String code, String field, int minutes) {}

    /** Who works there. */
    public static final List<SettingsApplied.Clerk> CLERKS = List.of(
            new SettingsApplied.Clerk("mau", "Nguyễn Thị Mẫu", "CONG_CHUC"),
            new SettingsApplied.Clerk("thu", "Trần Văn Thử", "CONG_CHUC"),
            new SettingsApplied.Clerk("du", "Lê Thị Dụ", "CONG_CHUC"),
            new SettingsApplied.Clerk("vi", "Phạm Văn Ví", "HOP_DONG"));

    /** The three counters. */
    public static final List<Counter> COUNTERS = List.of(
            new Counter(
                    1,
                    "Hộ tịch – Chứng thực",
                    List.of("mau", "vi"),
                    38,
                    0.71,
                    List.of(52, 38, 6, 3, 1),
                    List.of(
                            new Procedure("1.001193", "ho-tich", 14),
                            new Procedure("1.004873", "ho-tich", 9),
                            new Procedure("2.000635", "ho-tich", 7),
                            new Procedure("2.000815", "chung-thuc", 5),
                            new Procedure("2.000884", "chung-thuc", 8))),
            new Counter(
                    2,
                    "Bảo trợ xã hội – Người có công",
                    List.of("thu"),
                    21,
                    0.64,
                    List.of(47, 40, 8, 4, 1),
                    List.of(
                            new Procedure("1.001776", "bao-tro-xa-hoi", 16),
                            new Procedure("1.001699", "bao-tro-xa-hoi", 18),
                            new Procedure("1.014027", "bao-tro-xa-hoi", 12),
                            new Procedure("1.010833", "nguoi-co-cong", 15))),
            new Counter(
                    3,
                    "Đất đai – Hộ kinh doanh",
                    List.of("du", "vi"),
                    17,
                    0.58,
                    List.of(34, 41, 13, 9, 3),
                    List.of(
                            new Procedure("1.013978", "dat-dai", 25),
                            new Procedure("1.012796", "dat-dai", 19),
                            new Procedure("1.001612", "ho-kinh-doanh", 13),
                            new Procedure("2.000720", "ho-kinh-doanh", 11))));

    /** What tickets are taken for: any procedure at any counter, results at two of them. */
    public static final List<SettingsApplied.Queue> QUEUES = List.of(
            new SettingsApplied.Queue("thu-tuc", "A", "K", "Thủ tục", Kind.PROCEDURE, List.of(1, 2, 3), null),
            new SettingsApplied.Queue("tra-ket-qua", "C", null, "Trả kết quả", Kind.RESULT, List.of(2, 3), null));

    private SampleOffice() {}

    /** The queue of what a visit is about. */
    static SettingsApplied.Queue queue(Kind kind) {
        return QUEUES.stream().filter(each -> each.kind() == kind).findFirst().orElseThrow();
    }

    /** The settings a kiosk of this office has in force. */
    public static SettingsApplied settings() {
        return new SettingsApplied(
                1,
                "LOCAL",
                OFFICE,
                COUNTERS.stream()
                        .map(each -> new SettingsApplied.Counter(each.number(), each.name(), Mode.TICKET))
                        .toList(),
                CLERKS,
                SCALE,
                WINDOW_MS,
                QUEUES);
    }
}
