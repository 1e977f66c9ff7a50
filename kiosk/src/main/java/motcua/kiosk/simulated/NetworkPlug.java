package motcua.kiosk.simulated;

import java.io.IOException;
import java.util.Optional;
import motcua.kiosk.uplink.Uplink;
import org.jspecify.annotations.Nullable;

/** The cable to the server: as long as it is in, an uplink is open. Pulling it is for demonstrations. Safe for any thread. */
public final class NetworkPlug implements AutoCloseable {
    private final Opening opening;
    private volatile @Nullable Uplink open;
    private boolean closed;

    /** Opens an uplink. */
    @FunctionalInterface
    public interface Opening {
        Uplink open() throws IOException;
    }

    private NetworkPlug(Opening opening) {
        this.opening = opening;
    }

    /** A plug that is in. */
    public static NetworkPlug in(Opening opening) throws IOException {
        NetworkPlug plug = new NetworkPlug(opening);
        plug.plugged(true);
        return plug;
    }

    /** Puts it in or pulls it; nothing happens if it is there already. */
    public synchronized void plugged(boolean in) throws IOException {
        Uplink known = open;
        if (in && known == null && !closed) {
            open = opening.open();
        } else if (!in && known != null) {
            open = null;
            known.close();
        }
    }

    /** The link, as long as the plug is in. */
    public Optional<Uplink> uplink() {
        return Optional.ofNullable(open);
    }

    @Override
    public synchronized void close() throws IOException {
        plugged(false);
        closed = true;
    }
}
