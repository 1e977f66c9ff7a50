package motcua.kiosk.config;

/**
 * Where the kiosk's pages are served.
 *
 * @param host address to listen on
 * @param port 0 to 65535; 0 takes a free one
 */
public record HttpConfig(String host, int port) {}
