package motcua.kiosk.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the labels of tickets look like to all languages. */
final class Labels {
    private static final Pattern CARDINAL = Pattern.compile("0|[1-9][0-9]{0,3}");

    /** The name of a letter. */
    interface Letters {
        /** Absent if no clip says it. */
        @Nullable
        String name(char letter);
    }

    private Labels() {}

    /** A number without prefix and leading zeros that can be read as one counts. */
    static boolean isCardinal(String label) {
        return CARDINAL.matcher(label).matches();
    }

    /** Character by character, with a pause where digits follow letters; blanks, dots and dashes are not said. */
    static List<String> spelled(String label, Letters letters, IntFunction<String> digits) throws Unsayable {
        List<String> words = new ArrayList<>();
        boolean afterLetter = false;
        for (int i = 0; i < label.length(); i++) {
            char each = label.charAt(i);
            if (each >= '0' && each <= '9') {
                if (afterLetter) {
                    words.add(Sentence.COMMA);
                }
                words.add(digits.apply(each - '0'));
                afterLetter = false;
            } else if (" .-".indexOf(each) < 0) {
                String name = letters.name(each);
                if (name == null) {
                    throw new Unsayable("Chưa có tiếng cho ký tự “" + each + "” của số " + label);
                }
                words.add(name);
                afterLetter = true;
            }
        }
        if (words.isEmpty()) {
            throw new Unsayable("Số “" + label + "” không đọc được");
        }
        return List.copyOf(words);
    }
}
