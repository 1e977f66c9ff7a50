package motcua.kiosk.config;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rating pads.
 *
 * @param ports globs of serial ports on which pads are looked for
 * @param simulated names of simulated pads
 * @param control by counter: the pipe that takes commands of the emulated pad there
 */
public record PadsConfig(List<String> ports, List<String> simulated, SortedMap<Integer, Path> control) {
    public PadsConfig {
        ports = List.copyOf(ports);
        simulated = List.copyOf(simulated);
        control = new TreeMap<>(control);
    }
}
