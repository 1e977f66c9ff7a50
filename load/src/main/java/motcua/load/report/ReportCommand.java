package motcua.load.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws what {@code bench SIZE} measured; of each size the newest result. */
@Command(
        name = "report",
        description = "Draws the cost of a record against the records stored, from result lines of 'bench --record'.",
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("(CPU )?us a record, (\\d+) stored");
    private static final JsonMapper JSON = new JsonMapper();

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RESULTS", description = "JSON lines.")
    private Path results;

    @Parameters(index = "1", paramLabel = "SVG", description = "The picture to write.")
    private Path picture;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the parameters
    public ReportCommand() {}

    private record Cost(double ours, double baseline) {}

    @Override
    public Integer call() throws IOException {
        Map<Double, Cost> wall = new TreeMap<>();
        Map<Double, Cost> cpu = new TreeMap<>();
        for (String line : Files.readAllLines(results)) {
            JsonNode each = JSON.readTree(line);
            Matcher size = SIZE.matcher(each.path("unit").asText());
            if (each.path("name").asText().equals("SIZE") && size.matches()) {
                (size.group(1) == null ? wall : cpu)
                        .put(
                                Double.valueOf(size.group(2)),
                                new Cost(
                                        each.path("figure").asDouble(),
                                        each.path("baseline").asDouble()));
            }
        }
        if (cpu.isEmpty()) {
            throw new IOException(results + " holds no result of 'bench SIZE'");
        }
        SizePlot plot = new SizePlot("Taking a record in, against what is stored", "µs a record");
        plot.add("server and senders, CPU time", points(cpu, true));
        plot.add("bare SQLite, CPU time", points(cpu, false));
        plot.add("server, wall time", points(wall, true));
        plot.add("bare SQLite, wall time", points(wall, false));
        Files.writeString(picture, plot.svg());
        spec.commandLine().getOut().println(picture + ": " + cpu.size() + " sizes");
        return 0;
    }

    private static List<SizePlot.Point> points(Map<Double, Cost> costs, boolean ours) {
        List<SizePlot.Point> points = new ArrayList<>();
        costs.forEach((size, cost) -> points.add(new SizePlot.Point(size, ours ? cost.ours : cost.baseline)));
        return points;
    }
}
