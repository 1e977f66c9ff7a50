package motcua.kiosk.web;

import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells open screens what to show, at once and again whenever it changes, with a sign of life every 2 s.
 *
 * <p>Each screen has a thread of its own, so that one that stopped reading holds up nobody; what it missed is not sent
 * later, only what holds then.
 */
public final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);
    /** For screens that are in the middle of a write to somebody who stopped reading. */
    private static final Duration END_PATIENCE = Duration.ofSeconds(2);

    private static final int MOST_SCREENS = 64;

    private final Set<Screen> screens = ConcurrentHashMap.newKeySet();
    private final Object changed = new Object();
    private long changes;
    private volatile boolean closed;

    /**
     * What a screen shows.
     *
     * @param sameAs two states with equal keys look the same, so the second is not sent
     * @param body sent as JSON
     */
    public record State(Object sameAs, Object body) {}

    private record Screen(SseClient client, Thread thread) {}

    /**
     * Serves a screen until it goes away. To be called by the handler of its route.
     *
     * @param gone runs once when the screen went away
     */
    public void serve(SseClient client, Supplier<State> state, Runnable gone) {
        if (closed || screens.size() >= MOST_SCREENS) {
            client.close();
            gone.run();
            return;
        }
        client.keepAlive();
        Thread thread = new Thread(() -> feed(client, state, gone), "screen");
        thread.setDaemon(true);
        Screen screen = new Screen(client, thread);
        screens.add(screen);
        client.onClose(() -> {
            screens.remove(screen);
            if (Thread.currentThread() != thread) {
                thread.interrupt();
            }
        });
        thread.start();
    }

    /** Something may look different now. */
    public void changed() {
        synchronized (changed) {
            changes++;
            changed.notifyAll();
        }
    }

    private void feed(SseClient client, Supplier<State> state, Runnable gone) {
        try {
            Object shown = null;
            long lastSent = 0;
            while (!closed && !client.terminated()) {
                long seen = seen();
                State now = state.get();
                boolean due = System.nanoTime() - lastSent > SIGN_OF_LIFE.toNanos();
                if (shown == null || !shown.equals(now.sameAs())) {
                    client.sendEvent("state", Answers.text(now.body()));
                    shown = now.sameAs();
                    lastSent = System.nanoTime();
                } else if (due) {
                    client.sendEvent("alive", "{}");
                    lastSent = System.nanoTime();
                }
                await(seen);
            }
        } catch (InterruptedException e) {
            LOG.debug("the screen went away, or the kiosk stops"); // closing it below must not find the thread
            // interrupted
        } catch (RuntimeException e) {
            LOG.info("a screen is lost: {}", e.toString());
        } finally {
            gone.run();
            client.close();
        }
    }

    private long seen() {
        synchronized (changed) {
            return changes;
        }
    }

    private void await(long seen) throws InterruptedException {
        long until = System.nanoTime() + LOOK_AGAIN.toNanos();
        synchronized (changed) {
            for (long left = LOOK_AGAIN.toMillis(); changes == seen && left > 0; ) {
                changed.wait(left);
                left = (until - System.nanoTime()) / 1_000_000;
            }
        }
    }

    /**
     * Ends all screens. Each is closed by its own thread: two at once, or one after the web server has let go of the
     * request, send Javalin's error handling into an endless loop. So the feed closes before the web.
     */
    @Override
    public void close() {
        closed = true;
        List<Screen> open = List.copyOf(screens);
        open.forEach(screen -> screen.thread.interrupt());
        long until = System.nanoTime() + END_PATIENCE.toNanos();
        try {
            for (Screen screen : open) {
                screen.thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
