package motcua.acceptance;

import com.microsoft.playwright.Page;

/**
 * Lets a page's time pass faster than real time. The kiosk's sign of life comes every two real seconds; a page whose seconds fly would
 * miss it and say that its kiosk is gone, so it is given one with each of its seconds.
 */
final class PassingTime {
    private static final String KEEP_FEEDS = """
            window.feeds = [];
            const Real = window.EventSource;
            window.EventSource = class extends Real {
              constructor(address) {
                super(address);
                window.feeds.push(this);
              }
            };
            """;
    private static final String ALIVE =
            "() => window.feeds.forEach((each) => each.dispatchEvent(new MessageEvent(\"alive\", { data: \"{}\" })))";

    private PassingTime() {}

    /** To be called before the page is opened. */
    static void install(Page page) {
        page.clock().install();
        page.addInitScript(KEEP_FEEDS);
    }

    /** One second of the page. */
    static void second(Page page) {
        pass(page, 1_000);
    }

    /** @param ms less than the page waits for its kiosk */
    static void pass(Page page, int ms) {
        page.evaluate(ALIVE);
        page.clock().runFor(ms);
    }
}
