package motcua.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import motcua.acceptance.Project;
import org.junit.jupiter.api.Test;

/** The checker of all crash tests is checked itself: whatever it looks at is broken once. */
class InvariantTest {
    @Test
    void everyConditionIsSeenBroken() throws Exception {
        Process tests = new ProcessBuilder("python3", "-m", "unittest", "discover", "-s", "acceptance/invariant")
                .directory(Project.file("").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tests.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(tests.exitValue()).as(said).isZero();
        assertThat(said).matches("(?s).*Ran [1-9]\\d+ tests in .*OK\\s*");
    }
}
