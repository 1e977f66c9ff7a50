package motcua.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import picocli.CommandLine;

class ReportCommandTest {
    @TempDir
    Path folder;

    @Test
    void theNewestResultOfEachSizeIsDrawn() throws Exception {
        Path results = folder.resolve("results.jsonl");
        Files.writeString(results, """
                {"name":"SIZE","unit":"us a record, 10000 stored","figure":900.0,"baseline":9.0}
                {"name":"SIZE","unit":"us a record, 10000 stored","figure":40.0,"baseline":20.0}
                {"name":"SIZE","unit":"CPU us a record, 10000 stored","figure":50.0,"baseline":10.0}
                {"name":"SIZE","unit":"us a record, 2000000 stored","figure":45.0,"baseline":25.0}
                {"name":"SIZE","unit":"CPU us a record, 2000000 stored","figure":60.0,"baseline":12.0}
                {"name":"P1","unit":"records/s","figure":1.0,"baseline":1.0}
                """);
        Path picture = folder.resolve("size.svg");
        assertThat(line().execute(results.toString(), picture.toString())).isZero();
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(picture.toFile());
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(4 * 2);
        assertThat(Files.readString(picture))
                .contains(">10 k<", ">2 M<", ">100<")
                .doesNotContain(">1000<");
    }

    @Test
    void resultsWithoutSizesAreNoPicture() throws Exception {
        Path results = folder.resolve("results.jsonl");
        Files.writeString(results, "{\"name\":\"P1\",\"unit\":\"records/s\",\"figure\":1.0,\"baseline\":1.0}\n");
        assertThat(line().execute(results.toString(), folder.resolve("size.svg").toString()))
                .isEqualTo(1);
        assertThat(folder.resolve("size.svg")).doesNotExist();
    }

    private static CommandLine line() {
        return new CommandLine(new ReportCommand())
                .setErr(new PrintWriter(new StringWriter()))
                .setOut(new PrintWriter(new StringWriter()));
    }
}
