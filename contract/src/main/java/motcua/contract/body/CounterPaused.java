package motcua.contract.body;

import org.jspecify.annotations.Nullable;

/** A counter stopped calling for a while, or goes on. The clerk stays signed in. */
public record CounterPaused(
        int counter, boolean paused, @Nullable String session) implements RecordBody {}
