package motcua.bridge.pad;

import java.util.OptionalLong;

/**
 * Takes what pads send. Called by one thread of the driver, one call at a time, in order; a call that takes long delays
 * the other calls, but not the signs of life that keep the pads out of their fault state.
 */
public interface PadListener {

    /**
     * The highest sequence stored for a pad; empty when none is. The driver needs it to widen the pad's 16 bits and to
     * acknowledge a repeated press without offering it again.
     */
    OptionalLong lastSeq(PadIdentity pad);

    /**
     * A press that is not stored yet. Returns only when it is committed for good; then the driver acknowledges it, and
     * the pad forgets it and shows RECORDED.
     *
     * @throws Exception if it was not committed: it is not acknowledged, and the pad offers it again
     */
    void onPress(RatingPad pad, PadPress press) throws Exception;

    /** Something about the pad has changed; every change of {@link PadState} but that of {@code badFrames} alone. */
    void onState(RatingPad pad, PadState state);
}
