package motcua.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the built parts are. A missing part is a failure that says how to build it. */
public final class Project {
    private static final Path ROOT = root();

    private Project() {}

    public static Path file(String relative) {
        return ROOT.resolve(relative);
    }

    public static Path built(String relative, String howToBuild) {
        Path file = file(relative);
        assertThat(file)
                .as("%s is missing; build it with: %s", relative, howToBuild)
                .exists();
        return file;
    }

    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("mvnw"))) {
            here = here.getParent();
        }
        return here;
    }
}
