package motcua.bridge.pad;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a pad, or a port that should have one, is doing: a snapshot.
 *
 * <p>Everything but name, connection, badFrames and detail is what the pad said last; while it is not
 * {@link Connection#UP} that may be long ago.
 *
 * @param name where the pad is: the path of its port, or the name of a simulated pad
 * @param identity who the pad is; empty while nothing but a port is known
 * @param connection whether presses can arrive
 * @param counterShown the counter number stored in the pad and shown when it starts; 0 = none
 * @param keysDown contacts closed now: bit 0 = key 1 … bit 5 = the clerk key
 * @param stuckMask keys held longer than five seconds and not released since; bits as keysDown
 * @param lidOpen whether the case is open
 * @param pending presses stored in the pad and not yet acknowledged, 0 to 64
 * @param refused presses that the pad refused since its log was formatted because 64 were waiting; stops at 65535
 * @param badFrames frames that this side could not read, since it was started
 * @param shown what the lamps show
 * @param detail one English line for the technician: why the connection is not UP, or which presses are missing
 */
public record PadState(
        String name,
        Optional<PadIdentity> identity,
        Connection connection,
        int counterShown,
        int keysDown,
        int stuckMask,
        boolean lidOpen,
        int pending,
        int refused,
        long badFrames,
        Shown shown,
        Optional<String> detail) {

    public PadState {
        requireNonNull(name, "name");
        requireNonNull(identity, "identity");
        requireNonNull(connection, "connection");
        requireNonNull(shown, "shown");
        requireNonNull(detail, "detail");
    }

    /** A place of which nothing is known but its name. */
    public static PadState unknown(String name, Connection connection, String detail) {
        return new PadState(
                name, Optional.empty(), connection, 0, 0, 0, false, 0, 0, 0, Shown.CLOSED, Optional.of(detail));
    }

    /** Whether presses of this pad can arrive. */
    public enum Connection {
        /** The pad talks. */
        UP,
        /** Nobody talks: unplugged, without power, or the port cannot be opened. */
        DOWN,
        /** Something talks on the port, but it is not a pad of this protocol. */
        FOREIGN,
        /** A second pad with the number of a pad that is UP. Its presses stay in it, unacknowledged. */
        CONFLICT
    }
}
