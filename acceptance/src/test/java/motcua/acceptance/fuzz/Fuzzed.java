package motcua.acceptance.fuzz;

import java.io.IOException;

/** What Jazzer calls: the target that the property {@code motcua.fuzz.target} names. */
public final class Fuzzed {
    private static Target target;

    private Fuzzed() {}

    /** Called once. */
    public static void fuzzerInitialize() throws IOException {
        target = Targets.open(System.getProperty("motcua.fuzz.target", ""));
    }

    /** Called with each input; whatever it throws is a finding. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Limits.attack(target, input);
    }
}
