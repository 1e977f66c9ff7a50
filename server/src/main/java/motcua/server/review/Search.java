package motcua.server.review;

import com.ibm.icu.text.Transliterator;
import java.util.List;
import java.util.Locale;
import motcua.server.organisation.OrgUnit;

/** Finds units by their names, whether or not marks were typed. */
final class Search {
    private static final Transliterator PLAIN = Transliterator.getInstance("NFD; [:M:] Remove; NFC; Lower");

    private Search() {}

    /** A text without marks, in lower case; đ is d. */
    static String plain(String text) {
        return PLAIN.transliterate(text.strip()).replace('đ', 'd').toLowerCase(Locale.ROOT);
    }

    /** The unit of exactly this name, else all whose names hold it. */
    static List<OrgUnit> in(List<OrgUnit> units, String search) {
        String plain = plain(search);
        List<OrgUnit> same = units.stream().filter(u -> u.name().equals(search)).toList();
        if (same.isEmpty()) {
            same = units.stream().filter(u -> plain(u.name()).equals(plain)).toList();
        }
        return same.isEmpty()
                ? units.stream().filter(u -> plain(u.name()).contains(plain)).toList()
                : same;
    }
}
