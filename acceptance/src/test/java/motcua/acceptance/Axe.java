package motcua.acceptance;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks for barriers on a page: WCAG 2.0 to 2.2 A and AA, and axe-core's best practices. */
public final class Axe {
    private static final String RUN = """
            async () => {
              const found = await axe.run(document, {
                runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
                resultTypes: ["violations"],
              });
              return found.violations.map((each) =>
                `${each.id}: ${each.help}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`);
            }
            """;

    /** With real timers: under a clock that a test moves, axe-core waits five times as long as it works. */
    private static final String INSTALL = """
            () => {
              const real = window.__pwClock?.builtins ?? window;
              const setTimeout = (...call) => real.setTimeout.apply(window, call);
              const clearTimeout = (...call) => real.clearTimeout.apply(window, call);
              %s
            }
            """;

    private Axe() {}

    /** What is wrong, one line a rule; empty if nothing. */
    @SuppressWarnings("unchecked")
    public static List<String> violations(Page page) throws IOException {
        if (Boolean.FALSE.equals(page.evaluate("'axe' in window"))) {
            try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
                if (script == null) {
                    throw new IOException("axe.min.js is not on the class path");
                }
                page.evaluate(INSTALL.replace("%s", new String(script.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return (List<String>) page.evaluate(RUN);
    }
}
