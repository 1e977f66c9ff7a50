package motcua.contract.body;

import org.jspecify.annotations.Nullable;

/** A service began at a counter. {@code service} is 16 hexadecimal digits, unique for the kiosk. */
public record ServiceStarted(
        String service,
        int counter,
        Mode mode,
        @Nullable String clerk,
        @Nullable String session) implements RecordBody {}
