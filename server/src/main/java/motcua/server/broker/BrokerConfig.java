package motcua.server.broker;

/**
 * Which broker the server uses.
 *
 * @param embedded whether this process runs it
 * @param host on which the embedded one listens
 * @param port 0 takes a free one
 * @param url of an external one, e.g. {@code tcp://host:1883}; empty if embedded
 */
public record BrokerConfig(boolean embedded, String host, int port, String url) {}
