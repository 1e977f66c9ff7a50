package motcua.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotCaret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The system's browser without a window. One thread. */
public final class Chromium implements AutoCloseable {
    private final Playwright playwright;
    /** How long a page may take on a machine that is busy with much else. */
    private static final int PATIENCE_MS = 60_000;

    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    public static Chromium start() {
        Path executable = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));
        if (!Files.isExecutable(executable)) {
            throw new IllegalStateException(executable + " is missing; install it with: script/install");
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable)
                                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--font-render-hinting=none"))));
    }

    /** A visitor with an empty browser of this size, who touches the screen. */
    public Page touch(int width, int height) {
        return page(new Browser.NewContextOptions().setHasTouch(true), width, height);
    }

    /** A visitor with an empty browser of this size, at a desk. */
    public Page desk(int width, int height) {
        return page(new Browser.NewContextOptions(), width, height);
    }

    private Page page(Browser.NewContextOptions options, int width, int height) {
        BrowserContext context = browser.newContext(options.setViewportSize(width, height)
                .setLocale("vi-VN")
                .setTimezoneId("Asia/Ho_Chi_Minh")
                .setReducedMotion(ReducedMotion.REDUCE));
        context.setDefaultTimeout(PATIENCE_MS);
        return context.newPage();
    }

    /** A picture of what is on the screen, kept below {@code target/screenshots}; if the handouts show it, it must be theirs. */
    public static byte[] picture(Page page, String name) throws IOException {
        Path folder = Files.createDirectories(Project.file("acceptance/target/screenshots"));
        page.evaluate(
                "() => Promise.all([document.fonts.ready, ...[...document.images].map((each) => each.decode().catch(() => {}))])"
                        + ".then(() => {})");
        byte[] picture = page.screenshot(new Page.ScreenshotOptions()
                .setPath(folder.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setCaret(ScreenshotCaret.HIDE));
        HandoutPicture.check(page, name, picture);
        return picture;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
