package motcua.acceptance.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import motcua.acceptance.Project;
import motcua.acceptance.RunningProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The GPIO driver's numbers against the kernel's own header, which a C compiler reads. */
class GpioHeaderTest {
    @TempDir
    Path folder;

    @Test
    void theDriversNumbersAreThoseOfTheKernelsHeader() throws IOException, InterruptedException {
        StringBuilder source = new StringBuilder("#include <stddef.h>\n#include <linux/gpio.h>\n");
        List<String> list = Files.readAllLines(Project.file("device-bridge/src/test/resources/gpio-abi.txt"));
        assertThat(list).hasSizeGreaterThan(20);
        for (String line : list) {
            String[] part = line.split(";", -1);
            source.append("_Static_assert((%s) == %s, \"%s\");%n".formatted(part[1], part[2], part[0]));
        }
        Path file = Files.writeString(folder.resolve("abi.c"), source);

        RunningProcess compiler =
                RunningProcess.start("gcc", List.of("gcc", "-std=gnu11", "-fsyntax-only", file.toString()));

        assertThat(compiler.awaitExit(Duration.ofSeconds(60)))
                .as(compiler.lastLines())
                .isZero();
    }
}
