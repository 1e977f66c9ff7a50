package motcua.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;

/**
 * Something a page must show within a time. It is tried a few times and must be in time once: a machine with other work to do is late
 * now and then, a page that asks only every few seconds is late always.
 */
final class Promptly {
    private static final int TRIES = 5;

    private Promptly() {}

    /** One try: makes it happen, and says what must be shown where. */
    interface Try {
        Expected make() throws Exception;
    }

    /** What must be shown, and what is done once it is, before the next try. */
    record Expected(Locator where, String text, Runnable after) {}

    static void shows(Duration limit, Try each) throws Exception {
        for (int i = 1; i <= TRIES; i++) {
            Expected expected = each.make();
            boolean inTime = isShown(expected, limit);
            assertThat(expected.where()).containsText(expected.text());
            expected.after().run();
            if (inTime) {
                return;
            }
        }
        assertThat(TRIES).as("tries, none of them shown within %s", limit).isZero();
    }

    private static boolean isShown(Expected expected, Duration limit) {
        try {
            assertThat(expected.where())
                    .containsText(expected.text(), new LocatorAssertions.ContainsTextOptions().setTimeout((double)
                                    limit.toMillis()));
            return true;
        } catch (AssertionError late) {
            return false;
        }
    }
}
