package motcua.kiosk.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import motcua.contract.settings.OfficeTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcedureListTest {
    private static final List<OfficeData.Procedure> KNOWN = List.of(
            new OfficeData.Procedure("1.001193", "Đăng ký khai sinh", "Hộ tịch", "Khai sinh", "giấy khai sinh", true),
            new OfficeData.Procedure("2.001009", "Chứng thực hợp đồng", "Chứng thực"));

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void aPublishedListIsReadWhateverPartsItsCells(String parting) {
        ProcedureList list =
                ProcedureList.read(("\uFEFF" + """
                        code,name,field_name
                        1.001193,Thủ tục đăng ký khai sinh,Hộ tịch
                        2.000815.000.00.00.H55,Chứng thực bản sao,Chứng thực

                        """.replace("\n", "\r\n").replace(",", parting)), KNOWN);

        assertThat(list.mistakes()).isEmpty();
        assertThat(list.procedures())
                .containsExactly(
                        new OfficeData.Procedure(
                                "1.001193",
                                "Thủ tục đăng ký khai sinh",
                                "Hộ tịch",
                                "Khai sinh",
                                "giấy khai sinh",
                                true),
                        new OfficeData.Procedure("2.000815", "Chứng thực bản sao", "Chứng thực"));
        assertThat(list.added()).containsExactly("2.000815");
        assertThat(list.removed()).containsExactly("2.001009");
        assertThat(list.renamed()).containsExactly("1.001193");
    }

    @Test
    void scenario34VietnameseHeadingsQuotesAndReplacedProceduresAreUnderstood() {
        String csv = """
                Mã thủ tục,Tên thủ tục,Lĩnh vực,Thay thế bởi,Thường gặp
                1.004873,"Cấp Giấy ""xác nhận"", tình trạng
                hôn nhân",Hộ tịch,,1
                2.001009,Chứng thực hợp đồng,Chứng thực,2.000913,
                """;

        ProcedureList list = ProcedureList.read(Normalizer.normalize(csv, Normalizer.Form.NFD), KNOWN);

        assertThat(list.mistakes()).isEmpty();
        assertThat(list.procedures())
                .containsExactly(new OfficeData.Procedure(
                        "1.004873", "Cấp Giấy \"xác nhận\", tình trạng hôn nhân", "Hộ tịch", null, null, true));
    }

    @Test
    void whatIsPostedComesFromTheList() {
        ProcedureList list = ProcedureList.read("""
                code;name;fee_text;time_limit_text;decision_no;decision_date
                1.001193;Thủ tục đăng ký khai sinh;Miễn phí;Trong ngày;1234/QĐ-UBND;15/01/2026
                2.000815;Chứng thực bản sao;;;;
                """, KNOWN);

        assertThat(list.mistakes()).isEmpty();
        assertThat(list.posted())
                .containsExactly(new OfficeTexts.Posted(
                        "1.001193",
                        "Thủ tục đăng ký khai sinh",
                        "Miễn phí",
                        "Trong ngày",
                        "1234/QĐ-UBND",
                        "2026-01-15"));
        assertThat(ProcedureList.read("code,name,fee,date\n1.001193,Khai sinh,0,07/15/2022\n", KNOWN)
                        .mistakes())
                .containsExactly("Dòng 2: ngày quyết định viết như 15/01/2026");
    }

    @Test
    void aListWithMistakesNamesTheirLines() {
        ProcedureList list = ProcedureList.read(
                "code,name\nkhai-sinh,Đăng ký khai sinh\n1.001193,\n2.000815,Một\n2.000815.01,Hai\n", KNOWN);

        assertThat(list.mistakes())
                .containsExactly(
                        "Dòng 2: mã thủ tục viết như 1.001193",
                        "Dòng 3: chưa có tên thủ tục",
                        "Dòng 5: mã 2.000815 có hai tên");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "1.001193,Đăng ký khai sinh\n", "code;field\n1.001193;Hộ tịch\n"})
    void whatIsNoListIsRefusedAsAWhole(String csv) {
        ProcedureList list = ProcedureList.read(csv, KNOWN);

        assertThat(list.procedures()).isEmpty();
        assertThat(list.mistakes()).hasSize(1);
    }
}
