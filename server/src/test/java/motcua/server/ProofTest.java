package motcua.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each test that {@code docs/proof.md} names as a proof is there under that name. */
class ProofTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/proof.md");

    /** {@code `module/TestClass#method`}, the last part a method or a rule. */
    private static final Pattern JAVA = Pattern.compile("`([a-z-]+)/([A-Za-z0-9]+)#([A-Za-z0-9_]+)`");

    /** {@code `path/of/file.c:name`}, for tests in other languages. */
    private static final Pattern OTHER = Pattern.compile("`([A-Za-z0-9_./-]+\\.(?:c|js|mjs|py|sh)):([A-Za-z0-9_ -]+)`");

    @Test
    void everyNamedTestExists() throws IOException {
        List<String> missing = new ArrayList<>();
        String page = Files.readString(PAGE);
        for (MatchResult each : JAVA.matcher(page).results().toList()) {
            if (!isJavaTest(each.group(1), each.group(2), each.group(3))) {
                missing.add(each.group());
            }
        }
        for (MatchResult each : OTHER.matcher(page).results().toList()) {
            if (!isNamedIn(each.group(1), each.group(2))) {
                missing.add(each.group());
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyPromiseNamesATest() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Promise") && !line.startsWith("|---"))
                .toList();
        assertThat(rows).isNotEmpty();
        assertThat(rows)
                .allSatisfy(row -> assertThat(
                                JAVA.matcher(row).find() || OTHER.matcher(row).find())
                        .as(row)
                        .isTrue());
    }

    private static boolean isJavaTest(String module, String type, String method) throws IOException {
        Path tests = ROOT.resolve(module).resolve("src/test/java");
        if (!Files.isDirectory(tests)) {
            return false;
        }
        try (Stream<Path> all = Files.walk(tests)) {
            Optional<Path> file =
                    all.filter(each -> each.endsWith(type + ".java")).findFirst();
            return file.isPresent()
                    && Pattern.compile("\\b" + method + "(\\(| =)")
                            .matcher(Files.readString(file.get()))
                            .find();
        }
    }

    private static boolean isNamedIn(String path, String name) throws IOException {
        Path file = ROOT.resolve(path);
        return Files.isRegularFile(file) && Files.readString(file).contains(name);
    }
}
