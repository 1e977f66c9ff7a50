package motcua.acceptance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import motcua.acceptance.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kept inputs: seeds from the samples and vectors, and whatever fuzzing once found, so that it stays mended. */
class CorpusTest {
    private static final Path CORPUS = Project.file("acceptance/fuzz/corpus");

    static Stream<String> targets() {
        return Targets.ALL.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyKeptInputIsTaken(String name) throws IOException {
        List<Path> inputs = files(CORPUS.resolve(name));
        assertThat(inputs).as("seeds of %s", name).isNotEmpty();
        try (Target target = Targets.open(name)) {
            target.attack(new byte[0]);
            for (Path input : inputs) {
                try {
                    Limits.attack(target, Files.readAllBytes(input));
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError(CORPUS.getParent().relativize(input) + ": " + e, e);
                }
            }
        }
    }

    @Test
    void everyFolderOfInputsHasItsTarget() throws IOException {
        assertThat(files(CORPUS)).map(each -> each.getFileName().toString()).hasSameElementsAs(Targets.ALL.keySet());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().toList();
        }
    }
}
