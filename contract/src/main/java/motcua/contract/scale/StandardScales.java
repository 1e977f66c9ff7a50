package motcua.contract.scale;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;

/**
 * The scales of Vietnamese one-stop offices seen in practice, each a file beside this class: five-level, two three-level ones,
 * attitude. An office or its superior may bring others.
 */
public final class StandardScales {
    private static final List<String> FILES = List.of("HL5-1.json", "HL3A-1.json", "HL3B-1.json", "TD4-1.json");

    /** In the order in which they are offered. */
    public static final List<Scale> ALL =
            FILES.stream().map(StandardScales::read).toList();

    private static final Map<String, Scale> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Scale::label, scale -> scale));
    private static final Map<String, ScaleShape> SHAPES = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(
                    Scale::label,
                    scale -> new ScaleShape(scale.levels().size(), (int) scale.levels().stream()
                            .filter(Scale.Level::satisfied)
                            .count())));

    private StandardScales() {}

    static Optional<Scale> of(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    static Optional<ScaleShape> shape(String key) {
        return Optional.ofNullable(SHAPES.get(key));
    }

    private static Scale read(String file) {
        try (InputStream in = StandardScales.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program has no scale " + file);
            }
            return JsonBinding.fromTree(JsonMapper.builder().build().readTree(in), Scale.class);
        } catch (MalformedJson e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
