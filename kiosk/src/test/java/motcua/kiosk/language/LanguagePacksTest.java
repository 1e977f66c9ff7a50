package motcua.kiosk.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagePacksTest {
    @TempDir
    Path folder;

    private LanguagePacks packs;

    @BeforeEach
    void packs() {
        packs = new LanguagePacks(folder);
    }

    @Test
    void vietnameseAndEnglishAreBuiltInAndWhole() {
        assertThat(packs.codes()).containsExactly("vi", "en");
        for (String code : List.of("vi", "en")) {
            LanguagePack pack = packs.find(code).orElseThrow();
            assertThat(pack.missing()).as(code).isEmpty();
            assertThat(pack.texts().values()).allMatch(text -> Normalizer.isNormalized(text, Normalizer.Form.NFC));
        }
        assertThat(packs.find("en").orElseThrow().texts())
                .containsEntry("kiosk.get", "Get a number")
                .hasSameSizeAs(packs.find("vi").orElseThrow().texts());
    }

    @Test
    void scenario3AFileAddsALanguageAndWhatItLacksIsVietnamese() throws Exception {
        Files.writeString(folder.resolve("tyz.json"), """
                {"name": "Tày", "texts": {"kiosk.get": "Au số", "procedure.1.001193": "Khai sinh (Tày)"}}
                """);

        assertThat(packs.codes()).containsExactly("vi", "en", "tyz");
        LanguagePack tay = packs.find("tyz").orElseThrow();
        assertThat(tay.name()).isEqualTo("Tày");
        assertThat(tay.texts())
                .containsEntry("kiosk.get", "Au số")
                .containsEntry("procedure.1.001193", "Khai sinh (Tày)")
                .containsEntry("kiosk.help", "Gọi người hỗ trợ");
        assertThat(tay.missing()).contains("kiosk.help").doesNotContain("kiosk.get");
    }

    @Test
    void aTextThatLosesANumberIsNotUsed() throws Exception {
        Files.writeString(folder.resolve("tyz.json"), """
                {"name": "Tày", "texts": {"kiosk.paperOut": "Hết giấy", "kiosk.waiting": "Chờ: {n}"}}
                """);

        LanguagePack tay = packs.find("tyz").orElseThrow();
        assertThat(tay.texts().get("kiosk.paperOut")).contains("{no}");
        assertThat(tay.texts()).containsEntry("kiosk.waiting", "Chờ: {n}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"name\":\"Tày\"}", "{\"name\":\"Tày\",\"texts\":[]}", "no JSON"})
    void aDamagedFileIsNoLanguage(String damaged) throws Exception {
        Files.writeString(folder.resolve("tyz.json"), damaged);

        assertThat(packs.codes()).containsExactly("vi", "en");
        assertThat(packs.find("tyz")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../office", "TYZ", "", "vi/../en", "t"})
    void onlyACodeNamesALanguage(String code) {
        assertThat(packs.find(code)).isEmpty();
    }

    @Test
    void aFileMayReplaceTheEnglishButNotTheVietnamese() throws Exception {
        Files.writeString(
                folder.resolve("en.json"), "{\"name\":\"English\",\"texts\":{\"kiosk.get\":\"Take a number\"}}");
        Files.writeString(folder.resolve("vi.json"), "{\"name\":\"?\",\"texts\":{\"kiosk.get\":\"?\"}}");

        assertThat(packs.find("en").orElseThrow().texts()).containsEntry("kiosk.get", "Take a number");
        assertThat(packs.find("vi").orElseThrow().texts()).containsEntry("kiosk.get", "Lấy số");
        assertThat(packs.codes()).containsExactly("vi", "en");
    }
}
