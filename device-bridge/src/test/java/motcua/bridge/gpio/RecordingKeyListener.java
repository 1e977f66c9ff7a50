package motcua.bridge.gpio;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import motcua.bridge.health.DeviceState;
import motcua.bridge.keys.KeyListener;

/** Keeps what a driver tells. */
final class RecordingKeyListener implements KeyListener {
    final List<String> keys = new CopyOnWriteArrayList<>();
    final List<Long> times = new CopyOnWriteArrayList<>();
    final List<Long> lost = new CopyOnWriteArrayList<>();
    final List<String> threads = new CopyOnWriteArrayList<>();
    final List<DeviceState> states = new CopyOnWriteArrayList<>();

    /** How many of the next keys make it fail. */
    final AtomicInteger failures = new AtomicInteger();

    @Override
    public void onKey(String key, long upMs) {
        threads.add(Thread.currentThread().getName());
        if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new IllegalStateException("a bug of the listener");
        }
        times.add(upMs);
        keys.add(key);
    }

    @Override
    public void onLost(long edges) {
        lost.add(edges);
    }

    @Override
    public void onState(DeviceState state) {
        states.add(state);
    }
}
