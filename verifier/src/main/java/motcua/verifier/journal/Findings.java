package motcua.verifier.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a whole journal turned out to be.
 *
 * @param erased bodies that retention erased
 * @param publicKey the key of all checkpoints; null if there was none
 * @param epochs in the order of the file
 */
public record Findings(
        String kiosk, long records, long erased, @Nullable String publicKey, List<Epoch> epochs) {
    public Findings {
        epochs = List.copyOf(epochs);
    }

    /**
     * One chain.
     *
     * @param last seq of its last record
     * @param checkpoints number of good checkpoints
     * @param vouched seq up to which the last checkpoint or a known head vouches, 0 if none does
     */
    public record Epoch(String epoch, long first, long last, String hash, long checkpoints, long vouched) {
        /** Records at the end that nothing vouches for: they could be altered or cut off unseen. */
        public long unvouched() {
            return last - Math.max(vouched, first - 1);
        }
    }
}
