package motcua.server.web;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import motcua.server.access.Passwords;

/**
 * How the server's pages are served.
 *
 * @param host address to listen on
 * @param port 0 = any free one
 * @param publicUrl where browsers see the server if that is not here: the address of the proxy that ends HTTPS
 * @param clock decides which days are over and how long sessions last
 */
public record WebConfig(String host, int port, Optional<URI> publicUrl, Clock clock, Passwords passwords) {
    /** Whether browsers come by HTTPS. */
    boolean https() {
        return publicUrl.map(url -> url.getScheme().equals("https")).orElse(false);
    }
}
