package motcua.kiosk.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads every number digit by digit, which is right in any language with the ten clips {@code 0} to {@code 9}. */
record SpelledReading(Pack pack) implements Reading {

    @Override
    public List<String> cardinal(int number) throws Unsayable {
        return label(Integer.toString(number));
    }

    @Override
    public List<String> label(String label) throws Unsayable {
        List<String> digits = new ArrayList<>();
        for (int digit = 0; digit <= 9; digit++) {
            String text = pack.clips().get(Integer.toString(digit));
            if (text == null) {
                throw new Unsayable("Gói tiếng “" + pack.name() + "” chưa có đoạn tiếng “" + digit + "”");
            }
            digits.add(text);
        }
        return Labels.spelled(label, this::letter, digits::get);
    }

    private @Nullable String letter(char letter) {
        return pack.clips().get("chu-" + Character.toString(letter).toLowerCase(Locale.ROOT));
    }
}
