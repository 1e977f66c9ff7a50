package motcua.kiosk.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what pages say, and what the kiosk says to them, in the sources; and the English that stands beside it. */
public final class PageWords {
    private static final Path WEB = Path.of("src/main/resources/web");
    private static final Path JAVA = Path.of("src/main/java/motcua/kiosk");
    private static final Pattern PAIR = Pattern.compile("\"([^\"\\n]+)\":\\s+\"([^\"\\n]+)\",");
    private static final Pattern COMMENT = Pattern.compile("(?s:/\\*.*?\\*/)|(?m:(?:^|\\s)//.*$)");
    /** What is handed to the functions that say something, and any other text that is not plain ASCII. */
    private static final Pattern SAID = Pattern.compile(String.join(
            "|",
            "\\b(?:t|rich|say)\\(\"([^\"\\n]*)\"",
            "words: \"([^\"\\n]*)\"",
            "\"([^\"\\n`$]*[^\\x00-\\x7f][^\"\\n`$]*)\""));
    /** A text that is put together on the spot cannot stand in a list. */
    private static final Pattern TEMPLATE = Pattern.compile("`[^`\\n]*`");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern VIETNAMESE = Pattern.compile("[À-ỹĐđ]");
    private static final Pattern VALUE = Pattern.compile("\\{\\w*}");

    private PageWords() {}

    /** The list of a page, Vietnamese to English. */
    public static Map<String, String> english(String file) throws IOException {
        Map<String, String> english = new LinkedHashMap<>();
        PAIR.matcher(source(WEB.resolve(file))).results().forEach(pair -> english.put(pair.group(1), pair.group(2)));
        return english;
    }

    /** What a file, or all files of a folder, say beside the list itself. */
    public static Set<String> said(String place) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files(WEB.resolve(place), ".js")) {
            if (!file.getFileName().toString().endsWith("english.js")) {
                SAID.matcher(source(file)).results().forEach(each -> found.add(group(each)));
            }
        }
        found.remove("");
        return found;
    }

    /** Texts with values in them that are not said through the list. */
    public static Set<String> putTogether(String place) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files(WEB.resolve(place), ".js")) {
            TEMPLATE.matcher(source(file))
                    .results()
                    .map(MatchResult::group)
                    .filter(each -> VIETNAMESE.matcher(each).find())
                    .forEach(found::add);
        }
        return found;
    }

    /**
     * The Vietnamese sentences in the sources of the kiosk, with {@code {}} in place of each value.
     *
     * @param without packages that talk to other pages
     */
    public static Set<String> ofTheKiosk(Set<String> without) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files(JAVA, ".java")) {
            if (!without.contains(JAVA.relativize(file).getName(0).toString())) {
                found.addAll(sentences(source(file)));
            }
        }
        return found;
    }

    /** The same of one package. */
    public static Set<String> ofPackage(String name) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files(JAVA.resolve(name), ".java")) {
            found.addAll(sentences(source(file)));
        }
        return found;
    }

    private static Set<String> sentences(String source) {
        Set<String> found = new TreeSet<>();
        Matcher literal = LITERAL.matcher(source);
        for (int at = 0; literal.find(at); ) {
            StringBuilder sentence = new StringBuilder();
            String before = source.substring(0, literal.start()).stripTrailing();
            sentence.append(before.endsWith("+") ? "{}" : "").append(literal.group(1));
            at = literal.end();
            while (next(source, at) == '+') {
                int from = source.indexOf('+', at) + 1;
                at = endOfOperand(source, from);
                Matcher alone = LITERAL.matcher(source.substring(from, at).strip());
                sentence.append(alone.matches() ? alone.group(1) : "{}");
            }
            if (VIETNAMESE.matcher(sentence).find()) {
                found.add(sentence.toString());
            }
        }
        return found;
    }

    private static char next(String source, int from) {
        String rest = source.substring(from).stripLeading();
        return rest.isEmpty() ? ' ' : rest.charAt(0);
    }

    private static int endOfOperand(String source, int from) {
        int depth = 0;
        boolean quoted = false;
        for (int at = from; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == '"' || c == '\'' && !quoted) {
                quoted = c == '"' && !quoted;
            } else if (!quoted && "([{".indexOf(c) >= 0) {
                depth++;
            } else if (!quoted && depth > 0 && ")]}".indexOf(c) >= 0) {
                depth--;
            } else if (!quoted && depth == 0 && "+,;:?)]}".indexOf(c) >= 0) {
                return at;
            }
        }
        return source.length();
    }

    /** The same with {@code {}} in place of each named value. */
    public static String withoutNames(String sentence) {
        return VALUE.matcher(sentence).replaceAll("{}");
    }

    /** The values in a text, sorted. */
    public static List<String> values(String text) {
        return VALUE.matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    private static List<Path> files(Path place, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new IOException(place + " has no file that ends in " + ending);
            }
            return found;
        }
    }

    private static String source(Path file) throws IOException {
        return COMMENT.matcher(Files.readString(file)).replaceAll("");
    }

    private static String group(MatchResult found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                return found.group(group);
            }
        }
        return found.group();
    }
}
