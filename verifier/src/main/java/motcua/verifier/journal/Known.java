package motcua.verifier.journal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a journal from elsewhere. The end of a chain can be cut off without a trace inside; only a head or a
 * receipt kept elsewhere shows it.
 *
 * @param publicKey the device key, 64 hexadecimal digits; null = the key of the first checkpoint
 * @param firstSeq seq of the first record of the first epoch, usually 1
 * @param firstPrev hash of the record before it; null = unknown, or the origin if {@code firstSeq} is 1
 * @param heads known places in the chains
 * @param erasedAllowed whether bodies may have been erased by retention
 */
public record Known(
        @Nullable String publicKey,
        long firstSeq,
        @Nullable String firstPrev,
        List<Head> heads,
        boolean erasedAllowed) {
    /** Nothing but the file itself. */
    public static final Known NOTHING = new Known(null, 1, null, List.of(), false);

    public Known {
        heads = List.copyOf(heads);
    }

    /**
     * A record known to have existed.
     *
     * @param epoch null = the last epoch of the file
     * @param hash its hash; null if only the number is known
     * @param source where it is known from, for the message
     */
    public record Head(
            @Nullable String epoch, long seq, @Nullable String hash, String source) {}

    /** The same with more known places. */
    public Known with(List<Head> more) {
        List<Head> all = new ArrayList<>(heads);
        all.addAll(more);
        return new Known(publicKey, firstSeq, firstPrev, all, erasedAllowed);
    }
}
