package motcua.kiosk.web;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import motcua.kiosk.counter.ServiceSession;
import org.jspecify.annotations.Nullable;

/** Browsers that have shown a PIN, by a random token in a cookie; gone with the process. Safe for any thread. */
public final class WebSessions {
    private static final Duration TECHNICIAN_IDLE = Duration.ofMinutes(30);
    private static final int MOST = 256;

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier upMs;
    private final Map<String, ServiceSession> clerks = new ConcurrentHashMap<>();
    private final Map<String, Long> technicians = new ConcurrentHashMap<>();

    /** @param upMs monotonic milliseconds */
    public WebSessions(LongSupplier upMs) {
        this.upMs = upMs;
    }

    /** Lets a browser act for the clerk until the service session ends. */
    public String admit(ServiceSession session) {
        if (clerks.size() >= MOST) {
            clerks.clear();
        }
        clerks.values().removeIf(old -> old.counter() == session.counter());
        String token = token();
        clerks.put(token, session);
        return token;
    }

    /** The service session behind a token, if the token is known; it may have ended meanwhile. */
    public Optional<ServiceSession> clerk(@Nullable String token) {
        return token == null ? Optional.empty() : Optional.ofNullable(clerks.get(token));
    }

    /** Lets a browser set up the kiosk until it was idle for 30 minutes. */
    public String admitTechnician() {
        if (technicians.size() >= MOST) {
            technicians.clear();
        }
        String token = token();
        technicians.put(token, upMs.getAsLong());
        return token;
    }

    /** True for a technician's token used less than 30 minutes ago; counts as use. */
    public boolean technician(@Nullable String token) {
        return token != null
                && technicians.computeIfPresent(
                                token,
                                (known, used) -> upMs.getAsLong() - used > TECHNICIAN_IDLE.toMillis()
                                        ? null
                                        : Long.valueOf(upMs.getAsLong()))
                        != null;
    }

    /** Ends whatever the token allowed. */
    public void forget(@Nullable String token) {
        if (token != null) {
            clerks.remove(token);
            technicians.remove(token);
        }
    }

    private String token() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
