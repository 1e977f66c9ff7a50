package motcua.bridge.serial;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import motcua.bridge.pad.PadIdentity;
import motcua.bridge.pad.PadListener;
import motcua.bridge.pad.PadPress;
import motcua.bridge.pad.PadState;
import motcua.bridge.pad.RatingPad;

/** Stores what comes, in memory, as the kiosk does on disk; can be slow and can fail. */
final class RecordingListener implements PadListener {
    private final Map<PadIdentity, Long> last = new HashMap<>();
    final List<PadPress> offered = new CopyOnWriteArrayList<>();
    final List<PadPress> stored = new CopyOnWriteArrayList<>();
    final List<Object> told = new CopyOnWriteArrayList<>();
    final List<PadState> states = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();
    volatile CountDownLatch disk = new CountDownLatch(0);

    @Override
    public synchronized OptionalLong lastSeq(PadIdentity pad) {
        Long seq = last.get(pad);
        return seq == null ? OptionalLong.empty() : OptionalLong.of(seq);
    }

    @Override
    public void onPress(RatingPad pad, PadPress press) throws Exception {
        offered.add(press);
        told.add(press);
        disk.await();
        if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            throw new IOException("the disk is full");
        }
        synchronized (this) {
            last.put(press.pad(), press.seq());
        }
        stored.add(press);
    }

    @Override
    public void onState(RatingPad pad, PadState state) {
        states.add(state);
        told.add(state);
    }

    List<Long> storedSeqs() {
        return stored.stream().map(PadPress::seq).toList();
    }
}
