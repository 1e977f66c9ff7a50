package motcua.kiosk.uplink;

import java.net.URI;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** A real MQTT 5 broker inside the test: Artemis without persistence, as the server embeds it, on a free port. */
final class TestBroker implements AutoCloseable {
    private final ActiveMQServerImpl server;
    private final int port;

    private TestBroker(ActiveMQServerImpl server, int port) {
        this.server = server;
        this.port = port;
    }

    static TestBroker start() throws Exception {
        return start(0);
    }

    /** @param port 0 takes a free one */
    static TestBroker start(int port) throws Exception {
        Configuration config = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("mqtt", "tcp://127.0.0.1:" + port + "?protocols=MQTT")
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setAutoCreateAddresses(true)
                                .setAutoCreateQueues(true)
                                .setDeadLetterAddress(SimpleString.of("dead"))
                                .setExpiryAddress(SimpleString.of("expired")));
        config.setGracefulShutdownEnabled(false);
        ActiveMQServerImpl server = new ActiveMQServerImpl(config);
        server.start();
        int actual = ((org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor)
                        server.getRemotingService().getAcceptor("mqtt"))
                .getActualPort();
        return new TestBroker(server, actual);
    }

    int port() {
        return port;
    }

    URI url() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    @Override
    public void close() throws Exception {
        server.stop(true);
    }
}
