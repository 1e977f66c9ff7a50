package motcua.server.review;

import static motcua.server.html.Html.all;
import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;

import java.util.ArrayList;
import java.util.List;
import motcua.server.html.Html;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Interval;

/** How every figure is made, with formulas and worked examples that come from the same code as the pages. */
final class MethodPage {
    /** A section of the page. */
    record Section(String id, String title) {}

    static final List<Section> SECTIONS = List.of(
            new Section("dem", "Đếm cái gì"),
            new Section("ty-le", "Tỷ lệ hài lòng"),
            new Section("khoang", "Khoảng tin cậy 95\u00a0% (Wilson)"),
            new Section("mau", "Khi nào nêu tỷ lệ"),
            new Section("giu-kin", "Giữ kín người đánh giá"),
            new Section("pheu", "So với mức chung"),
            new Section("doi", "Thay đổi giữa hai kỳ"),
            new Section("cua-so", "Kỳ của từng dòng"),
            new Section("cong-chuc", "So công chức trong cùng lĩnh vực"),
            new Section("canh-bao", "Số cảnh báo do ngẫu nhiên"),
            new Section("nhom-ly-do", "Nhóm lý do, PAPI và Quyết định 766"),
            new Section("khong", "Điều không làm"));

    private MethodPage() {}

    static List<Html> sections() {
        List<Html> bodies = List.of(
                counted(),
                rate(),
                interval(),
                sample(),
                kept(),
                funnel(),
                change(),
                windows(),
                clerks(),
                alarms(),
                groups(),
                never());
        List<Html> out = new ArrayList<>();
        for (int i = 0; i < SECTIONS.size(); i++) {
            Section section = SECTIONS.get(i);
            out.add(el("section", at("id", section.id), el("h2", (i + 1) + ". " + section.title), bodies.get(i)));
        }
        return out;
    }

    private static Html counted() {
        return all(
                el(
                        "p",
                        "Đơn vị đếm là ",
                        el("b", "lượt phục vụ"),
                        ". Mỗi lượt có đúng một kết cục: đã đánh giá, không đánh giá, thiết bị hỏng, không mời. Không bấm không được coi là hài lòng. Đổi ý trong 10 giây: lần bấm cuối được tính; các lần bấm khác được ghi dấu, không bị xóa."),
                el(
                        "p",
                        "Một lượt gồm hai thủ tục có mặt ở dòng của cả hai thủ tục nhưng chỉ tính một lần ở dòng cộng. Ba cách đếm (theo phiếu, theo lượt, để ngỏ) không bao giờ cộng lẫn; số liệu tập sử dụng và mô phỏng đứng riêng."));
    }

    private static Html rate() {
        return all(
                formula(el("math", at("display", "block"), mi("p"), mo("="), el("mfrac", mi("k"), mi("n")))),
                el(
                        "p",
                        "k: đánh giá ở những mức mà thang đo gọi là hài lòng (thang 5 mức: “Rất hài lòng”, “Hài lòng”); n: mọi đánh giá hợp lệ. “Bình thường” không tính là hài lòng. Một chữ số thập phân, nửa làm tròn lên; các phần có thể không cộng đúng 100,0."));
    }

    private static Html interval() {
        Html z2 = el("msup", mi("z"), mn("2"));
        return all(
                formula(el(
                        "math",
                        at("display", "block"),
                        el(
                                "mfrac",
                                el(
                                        "mrow",
                                        mi("p"),
                                        mo("+"),
                                        el("mfrac", z2, el("mrow", mn("2"), mi("n"))),
                                        mo("±"),
                                        mi("z"),
                                        el(
                                                "msqrt",
                                                el(
                                                        "mrow",
                                                        el(
                                                                "mfrac",
                                                                el(
                                                                        "mrow", mi("p"), mo("("), mn("1"), mo("−"),
                                                                        mi("p"), mo(")")),
                                                                mi("n")),
                                                        mo("+"),
                                                        el(
                                                                "mfrac",
                                                                z2,
                                                                el("mrow", mn("4"), el("msup", mi("n"), mn("2"))))))),
                                el("mrow", mn("1"), mo("+"), el("mfrac", z2, mi("n")))),
                        el("mspace", at("width", "1em")),
                        mi("z"),
                        mo("="),
                        el("mtext", "1,96"))),
                el(
                        "p",
                        "Ví dụ để thử: " + example(9, 10) + "; " + example(27, 30) + "; " + example(90, 100) + "; "
                                + example(265, 270) + "."));
    }

    private static String example(long k, long n) {
        return k + "/" + n + " → " + Figures.range(Interval.wilson(k, n));
    }

    private static Html sample() {
        return el(
                "table",
                el("caption", cls("vh"), "Quy tắc theo số đánh giá"),
                el("thead", el("tr", el("th", at("scope", "col"), "n"), el("th", at("scope", "col"), "Hiện gì"))),
                el(
                        "tbody",
                        rule("chưa nhận", "“—”"),
                        rule("1–4", "“< 5”, ẩn mức; ẩn kèm ô khác nếu có thể suy ra"),
                        rule("5–29", "Số đếm, “Chưa đủ mẫu để kết luận”"),
                        rule("từ 30", "Tỷ lệ, khoảng tin cậy, n, tỷ lệ phản hồi")));
    }

    private static Html rule(String n, String shown) {
        return el("tr", el("th", at("scope", "row"), n), el("td", shown));
    }

    private static Html kept() {
        return all(
                el(
                        "p",
                        "Ngoài kiểm tra viên (mỗi lần xem được ghi nhật ký), mọi người chỉ thấy tổng của những ô cố định: đơn vị × ngày; đơn vị × quầy, lĩnh vực, công chức, thủ tục hoặc lý do × tháng; đơn vị × giờ trong tuần × quý. Mỗi ô có từ 5 đánh giá và không phải toàn chưa hài lòng; ô nhỏ hơn được gộp hoặc ẩn."),
                el(
                        "p",
                        "Ô được gộp thêm cho đến khi lấy bất kỳ tổng nào của bảng này trừ bất kỳ tổng nào của bảng kia cũng không còn lại nhóm dưới 5. Ngày hôm nay chỉ có số lượt phục vụ và số lượt đã đánh giá. Đánh giá đến muộn hoặc được loại sau khi số liệu đã nêu thì chờ đủ nhóm an toàn của tháng đó rồi mới cộng hoặc trừ, nên so hai lần xem cũng không biết được lượt nào."));
    }

    private static Html funnel() {
        return all(
                formula(el(
                        "math",
                        at("display", "block"),
                        el("msup", mi("sin"), mn("2")),
                        el(
                                "mrow",
                                mo("("),
                                mi("arcsin"),
                                el("msqrt", el("msub", mi("p"), mn("0"))),
                                mo("±"),
                                el(
                                        "mfrac",
                                        el("mrow", mi("z"), el("msqrt", mi("φ"))),
                                        el("mrow", mn("2"), el("msqrt", mi("n")))),
                                mo(")")))),
                el(
                        "p",
                        "p₀ là mức chung; z = 1,96 (95\u00a0%) hoặc 3,09 (99,8\u00a0%); φ nới giới hạn theo độ phân tán thật giữa các đơn vị. Chỉ nêu tên khi ngoài giới hạn 99,8\u00a0%."));
    }

    private static Html change() {
        return el(
                "p",
                "Hiệu hai tỷ lệ với khoảng tin cậy Newcombe. Khoảng chứa 0: viết “không khác … ngoài mức ngẫu nhiên”. Chỉ so hai kỳ dài bằng nhau, cùng thang, cùng cách đếm, đều đã kết thúc.");
    }

    private static Html windows() {
        return el(
                "p",
                "Đơn vị: theo tháng hoặc quý được chọn. Quầy, thủ tục, công chức: nếu kỳ được chọn có n dưới 30, dòng đó lấy 12 tháng đã kết thúc gần nhất và ghi rõ từ ngày – đến ngày ngay cạnh tên. Dòng như vậy không cộng vào dòng cộng của kỳ. Chỉ so các kỳ dài bằng nhau, cùng thang đo, cùng cách đếm.");
    }

    private static Html clerks() {
        return all(
                formula(el(
                        "math", at("display", "block"), mi("d"), mo("="), mi("p"), mo("−"), mo("∑"), mi("w"), mi("r"))),
                el(
                        "p",
                        "p: tỷ lệ hài lòng của công chức trong 12 tháng; w: phần của mỗi lĩnh vực trong số đánh giá của người đó; r: tỷ lệ hài lòng của đơn vị trong lĩnh vực ấy. Ví dụ: 80\u00a0% số đánh giá thuộc đất đai (đơn vị 80\u00a0%), 20\u00a0% thuộc hộ tịch (đơn vị 95\u00a0%): mức cùng lĩnh vực là 0,8 × 80 + 0,2 × 95 = 83\u00a0%."),
                el(
                        "p",
                        "Khoảng tin cậy 95\u00a0% của chênh lệch ghép khoảng Wilson của p với sai số của mức cùng lĩnh vực. Chứa 0: không phân biệt được. Chỉ so khi có từ ba công chức có n từ 30; cách đếm để ngỏ không so công chức."));
    }

    private static Html alarms() {
        return el(
                "p",
                "Mỗi đơn vị đủ mẫu được thử hai phép: thấp hơn mức chung, và giảm so với kỳ trước. Khi không nơi nào thực sự khác, mỗi phép vẫn báo với xác suất 2,5\u00a0%. Số cảnh báo do ngẫu nhiên k là tổng các xác suất đó: 24 đơn vị, hai phép: 24 × 2 × 0,025 = 1,2, ghi là ~1. Sự kiện chắc chắn (im lặng, kẹt nút, tách nhánh) không cần phép thử.");
    }

    private static Html groups() {
        List<Html> rows = new ReasonGroups()
                .entries().stream()
                        .map(e -> el(
                                "tr",
                                el("th", at("scope", "row"), Reasons.word(e.code())),
                                el("td", ReasonGroups.group(e.group())),
                                el("td", e.papi().isEmpty() ? "—" : e.papi()),
                                el("td", e.qd766().isEmpty() ? "—" : e.qd766())))
                        .toList();
        return all(
                el(
                        "p",
                        "Lý do gắn với ba nhóm cấp trên hỏi và với nội dung của PAPI, Quyết định 766 mà lý do ấy chạm tới. Đây là bảng đối chiếu để tra; không con số nào của chúng tôi là điểm PAPI hay điểm 766."),
                el(
                        "div",
                        cls("scroll"),
                        at("role", "group"),
                        at("tabindex", "0"),
                        at("aria-label", "Nhóm lý do"),
                        el(
                                "table",
                                el("caption", cls("vh"), "Nhóm lý do"),
                                el(
                                        "thead",
                                        el(
                                                "tr",
                                                List.of("Lý do", "Nhóm", "PAPI (chờ xác nhận)", "Quyết định 766")
                                                        .stream()
                                                        .map(h -> el("th", at("scope", "col"), h))
                                                        .toList())),
                                el("tbody", rows))),
                el(
                        "p",
                        "Nguồn: ba nhóm theo công văn 6733/UBND-KSTT (cơ sở vật chất, trang thiết bị; thái độ; cách thức phục vụ); tên năm nhóm chỉ tiêu theo Quyết định 766/QĐ-TTg ngày 23/6/2022 như Cổng Dịch vụ công quốc gia trình bày. Tên nội dung PAPI và việc lý do nào chạm tới nội dung nào là dữ liệu của phần mềm, chờ cơ quan có thẩm quyền xác nhận."));
    }

    private static Html never() {
        return el(
                "p",
                "Không xếp hạng khi không phân biệt được; không so công chức khi chưa đủ ba người có n từ 30; không suy từ người không bấm; không gọi kết quả này là SIPAS hay PAPI.");
    }

    private static Html formula(Html math) {
        return el("div", cls("formula"), at("role", "group"), at("tabindex", "0"), at("aria-label", "Công thức"), math);
    }

    private static Html mi(String text) {
        return el("mi", text);
    }

    private static Html mn(String text) {
        return el("mn", text);
    }

    private static Html mo(String text) {
        return el("mo", text);
    }
}
