package motcua.kiosk.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers aloud in Vietnamese. Three words differ by region.
 *
 * @param linh the empty ten: {@code linh} (North) or {@code lẻ} (South)
 * @param nghin thousand: {@code nghìn} (North) or {@code ngàn} (South)
 * @param tu a final 4 from 24 on: {@code tư} or {@code bốn}
 */
public record NumberReading(String linh, String nghin, String tu) implements Reading {
    /** As in Hà Nội. */
    public static final NumberReading NORTH = new NumberReading("linh", "nghìn", "tư");

    /** As in Thành phố Hồ Chí Minh. */
    public static final NumberReading SOUTH = new NumberReading("lẻ", "ngàn", "tư");

    private static final int LARGEST = 9999;
    private static final List<String> DIGITS =
            List.of("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín");
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('A', "a"),
            Map.entry('B', "bê"),
            Map.entry('C', "xê"),
            Map.entry('D', "dê"),
            Map.entry('E', "e"),
            Map.entry('F', "ép-phờ"),
            Map.entry('G', "giê"),
            Map.entry('H', "hát"),
            Map.entry('J', "gi"),
            Map.entry('K', "ca"),
            Map.entry('L', "e-lờ"),
            Map.entry('M', "em-mờ"),
            Map.entry('N', "en-nờ"),
            Map.entry('P', "pê"),
            Map.entry('R', "e-rờ"),
            Map.entry('T', "tê"),
            Map.entry('U', "u"),
            Map.entry('V', "vê"),
            Map.entry('W', "vê-kép"),
            Map.entry('Y', "y-dài"),
            Map.entry('Z', "dét"));

    public NumberReading {
        oneOf(linh, "linh", "lẻ");
        oneOf(nghin, "nghìn", "ngàn");
        oneOf(tu, "tư", "bốn");
    }

    private static void oneOf(String word, String north, String south) {
        if (!word.equals(north) && !word.equals(south)) {
            throw new IllegalArgumentException("write " + north + " or " + south + ", not " + word);
        }
    }

    /** @throws IllegalArgumentException if it is not 0 to 9999 */
    @Override
    public List<String> cardinal(int number) {
        if (number < 0 || number > LARGEST) {
            throw new IllegalArgumentException("0 to " + LARGEST + " can be read, not " + number);
        }
        if (number == 0) {
            return List.of(DIGITS.get(0));
        }
        List<String> words = new ArrayList<>();
        if (number >= 1000) {
            words.add(DIGITS.get(number / 1000));
            words.add(nghin);
        }
        int rest = number % 1000;
        boolean more = number >= 1000; // then an empty hundred is said: một nghìn không trăm linh năm
        if (rest >= 100 || more && rest > 0) {
            words.add(DIGITS.get(rest / 100));
            words.add("trăm");
            more = true;
        }
        below100(rest % 100, more, words);
        return List.copyOf(words);
    }

    private void below100(int number, boolean afterHundreds, List<String> words) {
        int tens = number / 10;
        int ones = number % 10;
        if (tens == 0) {
            if (ones > 0) {
                if (afterHundreds) {
                    words.add(linh);
                }
                words.add(DIGITS.get(ones));
            }
            return;
        }
        if (tens == 1) {
            words.add("mười");
        } else {
            words.add(DIGITS.get(tens));
            words.add("mươi");
        }
        switch (ones) {
            case 0 -> {}
            case 1 -> words.add(tens == 1 ? "một" : "mốt");
            case 4 -> words.add(tens == 1 ? "bốn" : tu);
            case 5 -> words.add("lăm");
            default -> words.add(DIGITS.get(ones));
        }
    }

    /**
     * Letters by their names, then digit by digit in their base forms; a bare number without a leading zero is read as a
     * cardinal.
     */
    @Override
    public List<String> label(String label) throws Unsayable {
        return Labels.isCardinal(label)
                ? cardinal(Integer.parseInt(label))
                : Labels.spelled(label, NumberReading::letter, DIGITS::get);
    }

    private static @Nullable String letter(char letter) {
        return LETTERS.get(Character.toString(letter).toUpperCase(Locale.ROOT).charAt(0));
    }
}
