package motcua.contract.json;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Bytes that are not the canonical JSON they should be. The message says in what way, without the bytes. */
public final class MalformedJson extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedJson(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
