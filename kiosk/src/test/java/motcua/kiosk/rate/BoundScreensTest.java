package motcua.kiosk.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundScreensTest {
    @TempDir
    Path folder;

    @Test
    void aScreenStaysBoundToItsCounterOverARestart() throws Exception {
        Path file = folder.resolve("rating-screens.json");
        String token = BoundScreens.open(file).bind(2);

        BoundScreens after = BoundScreens.open(file);

        assertThat(after.at(2, token)).isTrue();
        assertThat(after.at(1, token)).isFalse();
        assertThat(after.at(2, null)).isFalse();
        assertThat(after.at(2, "0".repeat(64))).isFalse();
        assertThat(Files.readString(file)).doesNotContain(token);
    }

    @Test
    void theOldestOfACounterGivesWayToAFifth() throws Exception {
        BoundScreens screens = BoundScreens.open(folder.resolve("rating-screens.json"));
        String neighbour = screens.bind(1);
        String first = screens.bind(2);
        String second = screens.bind(2);
        for (int i = 0; i < 3; i++) {
            screens.bind(2);
        }

        assertThat(screens.at(2, first)).isFalse();
        assertThat(screens.at(2, second)).isTrue();
        assertThat(screens.at(1, neighbour)).isTrue();
        assertThat(screens.count()).containsEntry(1, 1).containsEntry(2, 4);
    }

    @Test
    void aDamagedFileIsSetAsideAndNoScreenIsBound() throws Exception {
        for (String damaged :
                List.of("", "{", "{}", "null", "{\"screens\":[null]}", "{\"screens\":[{\"counter\":null}]}")) {
            Path file = folder.resolve("rating-screens.json");
            Files.writeString(file, damaged);

            BoundScreens screens = BoundScreens.open(file);

            assertThat(screens.count()).as(damaged).isEmpty();
            assertThat(folder.resolve("rating-screens.json.damaged"))
                    .as(damaged)
                    .hasContent(damaged);
            assertThat(screens.at(1, screens.bind(1))).as(damaged).isTrue();
        }
    }
}
