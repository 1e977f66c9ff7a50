package motcua.acceptance.power;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The hands on a machine's plugs: QEMU's monitor protocol. For one thread. */
final class Monitor implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SocketChannel channel;
    private final BufferedReader answers;

    private Monitor(SocketChannel channel) {
        this.channel = channel;
        this.answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    /** QEMU's arguments for a monitor at {@code socket}. */
    static String[] device(Path socket) {
        return new String[] {"-qmp", "unix:" + socket + ",server=on,wait=off"};
    }

    static Monitor connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        Monitor monitor = new Monitor(channel);
        monitor.answers.readLine();
        monitor.ask("{\"execute\":\"qmp_capabilities\"}");
        return monitor;
    }

    /** Pulls the plug of a device. It is out when the guest's controller has let go of it. */
    void pull(String device) throws IOException {
        ask("{\"execute\":\"device_del\",\"arguments\":{\"id\":\"" + device + "\"}}");
    }

    /** Plugs a device in. {@code arguments} are those of QEMU's {@code -device}, as JSON members. */
    void plug(String arguments) throws IOException {
        ask("{\"execute\":\"device_add\",\"arguments\":{" + arguments + "}}");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Sends a command and waits for its answer; what QEMU tells meanwhile of its own accord is passed over. */
    private void ask(String command) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        while (true) {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("QEMU is gone");
            }
            JsonNode answer = JSON.readTree(line);
            if (answer.has("error")) {
                throw new IOException(
                        command + ": " + answer.path("error").path("desc").asText());
            }
            if (answer.has("return")) {
                return;
            }
        }
    }
}
