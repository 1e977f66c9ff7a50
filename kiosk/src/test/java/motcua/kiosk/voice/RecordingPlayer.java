package motcua.kiosk.voice;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A loudspeaker that keeps what it was given, and plays on only when the test lets it. */
final class RecordingPlayer implements Player {
    /** Sounds shorter than this only ask whether the device works. */
    private static final long PROBE_MS = 100;

    final List<Pcm> heard = new CopyOnWriteArrayList<>();
    final AtomicInteger probes = new AtomicInteger();
    /** One is taken when a sound starts; the test waits for it. */
    final Semaphore started = new Semaphore(0);
    /** One is needed to come to the end of a sound. */
    final Semaphore mayEnd = new Semaphore(0);

    final AtomicInteger atOnce = new AtomicInteger();
    volatile int mostAtOnce;
    /** So many sounds fail from now on, probes too. */
    final AtomicInteger failures = new AtomicInteger();

    @Override
    public void play(byte[] wav, long ms) throws PlayerFailure, InterruptedException {
        mostAtOnce = Math.max(mostAtOnce, atOnce.incrementAndGet());
        try {
            if (ms < PROBE_MS) {
                fail();
                probes.incrementAndGet();
                return;
            }
            started.release();
            mayEnd.acquire();
            fail();
            heard.add(Pcm.ofWav(wav));
        } catch (ClipRefused e) {
            throw new AssertionError(e);
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private void fail() throws PlayerFailure {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new PlayerFailure("no such device");
        }
    }
}
