package motcua.bridge.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The driver's numbers are those of the list gpio-abi.txt, all of them. That the list agrees with the kernel's own header
 * is asked of a C compiler by the acceptance tests.
 */
class GpioAbiTest {
    @Test
    void eachNumberIsTheListsAndNoneIsMissing() throws Exception {
        Map<String, Long> ours = new TreeMap<>();
        for (Field field : GpioAbi.class.getDeclaredFields()) {
            if (!field.isSynthetic()) { // a coverage agent adds some
                ours.put(field.getName(), ((Number) field.get(null)).longValue() & 0xFFFF_FFFFL);
            }
        }
        assertThat(ours).isEqualTo(list());
    }

    private static Map<String, Long> list() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                GpioAbiTest.class.getResourceAsStream("/gpio-abi.txt"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.split(";", -1))
                    .collect(
                            Collectors.toMap(part -> part[0], part -> Long.decode(part[2]), (a, b) -> a, TreeMap::new));
        }
    }
}
