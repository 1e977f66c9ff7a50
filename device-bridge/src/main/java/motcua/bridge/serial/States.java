package motcua.bridge.serial;

import java.util.Optional;
import motcua.bridge.pad.PadIdentity;
import motcua.bridge.pad.PadState;
import motcua.bridge.pad.PadState.Connection;
import motcua.bridge.pad.Shown;

/** New states from old ones. */
final class States {
    private static final Shown[] SHOWN = Shown.values();

    private States() {}

    static PadState withBadFrames(PadState s, long badFrames) {
        return new PadState(
                s.name(),
                s.identity(),
                s.connection(),
                s.counterShown(),
                s.keysDown(),
                s.stuckMask(),
                s.lidOpen(),
                s.pending(),
                s.refused(),
                badFrames,
                s.shown(),
                s.detail());
    }

    static PadState withConnection(PadState s, Connection connection, Optional<String> detail) {
        return new PadState(
                s.name(),
                s.identity(),
                connection,
                s.counterShown(),
                s.keysDown(),
                s.stuckMask(),
                s.lidOpen(),
                s.pending(),
                s.refused(),
                s.badFrames(),
                s.shown(),
                detail);
    }

    static PadState withDetail(PadState s, String detail) {
        return withConnection(s, s.connection(), Optional.of(detail));
    }

    /** The pad has said HELLO on a port. */
    static PadState afterHello(PadState s, String port, PadIdentity identity, PadMessage.Hello hello) {
        return new PadState(
                port,
                Optional.of(identity),
                Connection.UP,
                hello.counter(),
                s.keysDown(),
                s.stuckMask(),
                s.lidOpen(),
                hello.pending(),
                hello.refused(),
                s.badFrames(),
                s.shown(),
                Optional.empty());
    }

    static PadState afterStatus(PadState s, PadMessage.Status status) {
        Shown shown = status.shown() < SHOWN.length ? SHOWN[status.shown()] : s.shown();
        return new PadState(
                s.name(),
                s.identity(),
                s.connection(),
                s.counterShown(),
                status.keysDown(),
                status.stuck(),
                status.lid() != 0,
                status.pending(),
                status.refused(),
                s.badFrames(),
                shown,
                s.detail());
    }

    /** Whether one of two states can stand for both before a listener that wants to know how the pad got on. */
    static boolean sameButDetails(PadState a, PadState b) {
        return a.connection() == b.connection()
                && a.identity().equals(b.identity())
                && a.name().equals(b.name())
                && a.stuckMask() == b.stuckMask()
                && a.lidOpen() == b.lidOpen()
                && a.refused() == b.refused();
    }
}
