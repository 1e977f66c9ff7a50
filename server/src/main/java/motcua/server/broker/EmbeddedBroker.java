package motcua.server.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/**
 * An MQTT 5 broker in this process, without persistence: receipts carry the promise, so a restart that loses all it held loses
 * nothing. Its memory is bounded; when an address is full, publishers wait.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final long ADDRESS_BYTES = 48L * 1024 * 1024;
    private static final long ALL_BYTES = 96L * 1024 * 1024;
    /** A batch is at most 256 KiB; the rest is for topic and properties. */
    private static final int LARGEST_PACKET = 300 * 1024;

    private final ActiveMQServer server;
    private final String url;

    private EmbeddedBroker(ActiveMQServer server, String url) {
        this.server = server;
        this.url = url;
    }

    /**
     * Starts the broker.
     *
     * @throws IOException if the port is taken or it cannot start
     */
    public static EmbeddedBroker start(String host, int port) throws IOException {
        int bound = freePort(host, port);
        try {
            ConfigurationImpl config = new ConfigurationImpl();
            config.setName("motcua");
            config.setPersistenceEnabled(false);
            config.setSecurityEnabled(false);
            config.setJMXManagementEnabled(false);
            config.setMessageCounterEnabled(false);
            config.setGlobalMaxSize(ALL_BYTES);
            config.setMqttSessionScanInterval(1_000);
            config.addAcceptorConfiguration(
                    "mqtt",
                    "tcp://" + host + ":" + bound + "?protocols=MQTT&topicAliasMaximum=0&maximumPacketSize="
                            + LARGEST_PACKET);
            AddressSettings all = new AddressSettings();
            all.setDeadLetterAddress(SimpleString.of("dead"));
            all.setExpiryAddress(SimpleString.of("expired"));
            all.setMaxSizeBytes(ADDRESS_BYTES);
            all.setAddressFullMessagePolicy(AddressFullMessagePolicy.BLOCK);
            all.setMaxDeliveryAttempts(-1);
            config.addAddressSetting("#", all);
            ActiveMQServer server = new ActiveMQServerImpl(config, (ActiveMQSecurityManager) null);
            server.start();
            return new EmbeddedBroker(server, "tcp://" + host + ":" + bound);
        } catch (Exception e) {
            throw new IOException("the embedded broker does not start on " + host + ":" + bound, e);
        }
    }

    /** Where clients reach it. */
    public String url() {
        return url;
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the embedded broker does not stop", e);
        }
    }

    /** Makes sure the port is free, with a clear message if not, and finds one for 0. */
    private static int freePort(String host, int port) throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new IOException("broker.port: " + host + ":" + port + " cannot be used: " + e.getMessage(), e);
        }
    }
}
