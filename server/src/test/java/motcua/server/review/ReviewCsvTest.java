package motcua.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells of the CSV: a name from an office must never run in a reader's spreadsheet. */
class ReviewCsvTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://evil.example\";\"x\")",
                "+1+1",
                "-2+3",
                "@SUM(A1)",
                "\t=1+1",
                "\r=1+1",
                "\n=1+1",
                " =1+1",
                "\u00a0=1+1",
                "\uff1d1+1"
            })
    void aFormulaBecomesText(String name) {
        String cell = ReviewCsv.cell(name);
        String shown = cell.startsWith("\"") ? cell.substring(1, cell.length() - 1) : cell;
        assertThat(shown.replace("\"\"", "\"")).isEqualTo("'" + name);
    }

    @Test
    void ordinaryCellsStayAndSeparatorsAreQuoted() {
        assertThat(ReviewCsv.cell("Xã An Bình")).isEqualTo("Xã An Bình");
        assertThat(ReviewCsv.cell("12")).isEqualTo("12");
        assertThat(ReviewCsv.cell("0.9125")).isEqualTo("0.9125");
        assertThat(ReviewCsv.cell("")).isEmpty();
        assertThat(ReviewCsv.cell("Quầy 1, \"một cửa\"")).isEqualTo("\"Quầy 1, \"\"một cửa\"\"\"");
        assertThat(ReviewCsv.cell("hai\ndòng")).isEqualTo("\"hai\ndòng\"");
    }
}
