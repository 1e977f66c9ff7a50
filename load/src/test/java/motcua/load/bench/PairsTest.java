package motcua.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairsTest {
    @Test
    void theRatioIsTheMedianOfThePairs() {
        Pairs pairs = new Pairs("P1", "records/s", "a table");
        pairs.add(50, 100);
        pairs.add(60, 100);
        pairs.add(80, 100);
        assertThat(pairs.line())
                .isEqualTo("{\"name\":\"P1\",\"figure\":60.0,\"unit\":\"records/s\",\"baseline\":100.0,\"ratio\":0.6,"
                        + "\"pairs\":[[50.0,100.0,0.5],[60.0,100.0,0.6],[80.0,100.0,0.8]],\"against\":\"a table\"}");
    }

    @Test
    void pairsThatDisagreeByMoreThanTwiceAreNoResult() {
        Pairs pairs = new Pairs("P1", "records/s", "a table");
        pairs.add(40, 100);
        pairs.add(90, 100);
        assertThat(pairs.line()).contains("\"ratio\":null");
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        assertThat(Pairs.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
    }
}
