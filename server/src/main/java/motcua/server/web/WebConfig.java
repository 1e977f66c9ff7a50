package motcua.server.web;

import java.time.Clock;
import motcua.server.access.Passwords;

/**
 * How the server's pages are served.
 *
 * @param host address to listen on
 * @param port 0 = any free one
 * @param https whether browsers come by HTTPS, through a proxy that ends it
 * @param clock decides which days are over and how long sessions last
 */
public record WebConfig(String host, int port, boolean https, Clock clock, Passwords passwords) {}
