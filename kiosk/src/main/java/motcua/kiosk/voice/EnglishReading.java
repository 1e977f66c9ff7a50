package motcua.kiosk.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads numbers aloud in English. */
final class EnglishReading implements Reading {
    static final EnglishReading ENGLISH = new EnglishReading();

    private static final List<String> BELOW_20 = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

    private EnglishReading() {}

    @Override
    public List<String> cardinal(int number) {
        if (number < 0 || number > 9999) {
            throw new IllegalArgumentException("0 to 9999 can be read, not " + number);
        }
        List<String> words = new ArrayList<>();
        if (number >= 1000) {
            words.add(BELOW_20.get(number / 1000));
            words.add("thousand");
        }
        if (number % 1000 >= 100) {
            words.add(BELOW_20.get(number % 1000 / 100));
            words.add("hundred");
        }
        int rest = number % 100;
        if (rest >= 20) {
            words.add(TENS.get(rest / 10));
            rest %= 10;
        }
        if (rest > 0 || words.isEmpty()) {
            words.add(BELOW_20.get(rest));
        }
        return List.copyOf(words);
    }

    @Override
    public List<String> label(String label) throws Unsayable {
        return Labels.isCardinal(label)
                ? cardinal(Integer.parseInt(label))
                : Labels.spelled(label, EnglishReading::letter, BELOW_20::get);
    }

    private static String letter(char letter) {
        return Character.toString(letter).toUpperCase(Locale.ROOT);
    }
}
