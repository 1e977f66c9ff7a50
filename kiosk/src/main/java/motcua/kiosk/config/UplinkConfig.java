package motcua.kiosk.config;

import java.net.URI;
import java.time.Duration;

/**
 * The link to the server.
 *
 * @param url address of the MQTT broker, {@code tcp://host:port}
 * @param serverKeyHex the pinned public key of the server, 64 hexadecimal digits
 * @param helloEvery how often the kiosk says which records it holds
 */
public record UplinkConfig(URI url, String serverKeyHex, Duration helloEvery) {}
