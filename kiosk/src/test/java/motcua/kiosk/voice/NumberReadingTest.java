package motcua.kiosk.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as people say them. */
class NumberReadingTest {
    private static final List<NumberReading> ALL = List.of(
            NumberReading.NORTH,
            NumberReading.SOUTH,
            new NumberReading("linh", "ngàn", "bốn"),
            new NumberReading("lẻ", "nghìn", "bốn"));

    private static String text(List<String> words) {
        return String.join(" ", words).replace(" ,", ",");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0, không
            1, một
            4, bốn
            5, năm
            10, mười
            11, mười một
            14, mười bốn
            15, mười lăm
            19, mười chín
            20, hai mươi
            21, hai mươi mốt
            24, hai mươi tư
            25, hai mươi lăm
            31, ba mươi mốt
            44, bốn mươi tư
            50, năm mươi
            55, năm mươi lăm
            100, một trăm
            101, một trăm linh một
            104, một trăm linh bốn
            105, một trăm linh năm
            110, một trăm mười
            111, một trăm mười một
            115, một trăm mười lăm
            121, một trăm hai mươi mốt
            205, hai trăm linh năm
            999, chín trăm chín mươi chín
            1000, một nghìn
            1005, một nghìn không trăm linh năm
            1015, một nghìn không trăm mười lăm
            1100, một nghìn một trăm
            2024, hai nghìn không trăm hai mươi tư
            5555, năm nghìn năm trăm năm mươi lăm
            9999, chín nghìn chín trăm chín mươi chín
            """)
    void cardinal(int number, String said) {
        assertThat(text(NumberReading.NORTH.cardinal(number))).isEqualTo(said);
    }

    @Test
    void threeWordsDifferByRegion() {
        assertThat(text(NumberReading.SOUTH.cardinal(101))).isEqualTo("một trăm lẻ một");
        assertThat(text(NumberReading.SOUTH.cardinal(1005))).isEqualTo("một ngàn không trăm lẻ năm");
        assertThat(text(new NumberReading("linh", "nghìn", "bốn").cardinal(24))).isEqualTo("hai mươi bốn");
        assertThatThrownBy(() -> new NumberReading("lăm", "nghìn", "tư")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A012 | a, không một hai
            A005 | a, không không năm
            a005 | a, không không năm
            B115 | bê, một một năm
            C1   | xê, một
            G044 | giê, không bốn bốn
            K1000| ca, một không không không
            LM07 | e-lờ em-mờ, không bảy
            V-321| vê, ba hai một
            012  | không một hai
            12   | mười hai
            999  | chín trăm chín mươi chín
            12345| một hai ba bốn năm
            """)
    void label(String label, String said) throws Unsayable {
        assertThat(text(NumberReading.NORTH.label(label))).isEqualTo(said);
    }

    @Test
    void aLetterWithoutANameIsNamed() {
        assertThatThrownBy(() -> NumberReading.NORTH.label("Q012"))
                .isInstanceOf(Unsayable.class)
                .hasMessage("Chưa có tiếng cho ký tự “Q” của số Q012");
        assertThatThrownBy(() -> NumberReading.NORTH.label(" - ")).isInstanceOf(Unsayable.class);
    }

    @Test
    void everyNumberReadsDifferently() {
        for (NumberReading reading : ALL) {
            Map<String, Integer> seen = new HashMap<>();
            for (int number = 0; number <= 9999; number++) {
                Integer other = seen.put(text(reading.cardinal(number)), number);
                assertThat(other)
                        .as("%d reads as another number in %s", number, reading)
                        .isNull();
            }
        }
        assertThatThrownBy(() -> NumberReading.NORTH.cardinal(10_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NumberReading.NORTH.cardinal(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The words of a number, read back by rules of their own, give the number. */
    @Test
    void everyNumberIsUnderstoodAsItself() {
        for (NumberReading reading : ALL) {
            for (int number = 0; number <= 9999; number++) {
                assertThat(heard(reading.cardinal(number))).as("%s", reading).isEqualTo(number);
            }
        }
    }

    @Test
    void theFormsOfDigitsDependOnTheirPlaceOnly() {
        for (int number = 0; number <= 9999; number++) {
            List<String> words = NumberReading.NORTH.cardinal(number);
            int tens = number / 10 % 10;
            String last = words.get(words.size() - 1);
            assertThat(words.contains("lăm")).isEqualTo(number % 10 == 5 && tens > 0);
            assertThat(words.contains("mốt")).isEqualTo(number % 10 == 1 && tens > 1);
            assertThat(last.equals("tư")).isEqualTo(number % 10 == 4 && tens > 1);
            assertThat(words.contains("linh")).isEqualTo(number > 100 && tens == 0 && number % 10 > 0);
        }
    }

    @Test
    void digitByDigitOnlyBaseFormsAreHeard() throws Unsayable {
        for (int number = 0; number <= 999; number++) {
            List<String> words = NumberReading.NORTH.label(String.format("A%03d", number));
            assertThat(words)
                    .hasSize(5)
                    .doesNotContain("lăm", "mốt", "tư", "linh", "lẻ", "mươi", "mười", "trăm", "nghìn");
        }
    }

    private static int heard(List<String> words) {
        List<String> digits = List.of("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín");
        Map<String, Integer> others = Map.of("mốt", 1, "tư", 4, "lăm", 5);
        int total = 0;
        int last = 0;
        for (String word : words) {
            switch (word) {
                case "nghìn", "ngàn" -> {
                    total += last * 1000;
                    last = 0;
                }
                case "trăm" -> {
                    total += last * 100;
                    last = 0;
                }
                case "mươi" -> {
                    total += last * 10;
                    last = 0;
                }
                case "mười" -> total += 10;
                case "linh", "lẻ" -> {}
                default -> last = digits.contains(word) ? digits.indexOf(word) : others.get(word);
            }
        }
        return total + last;
    }
}
