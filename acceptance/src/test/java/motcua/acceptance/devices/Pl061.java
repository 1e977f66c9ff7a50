package motcua.acceptance.devices;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pins of a machine's PL061 GPIO chip, from outside: as wires, not as software in the machine sees them. */
final class Pl061 implements AutoCloseable {
    /** Data register behind the mask of all eight lines, on QEMU's machine "virt". */
    private static final String ALL_LINES = "0x90303fc";

    /** Raw interrupt status: a line's bit is set by an edge and cleared when the kernel takes it. */
    private static final String EDGES_NOT_TAKEN = "0x9030414";

    private static final Pattern DEVICE =
            Pattern.compile("\\{\"name\": \"(device\\[\\d+\\])\", \"type\": \"child<pl061>\"\\}");

    private final Wire qtest;
    private final String device;

    private Pl061(Wire qtest, String device) {
        this.qtest = qtest;
        this.device = device;
    }

    static Pl061 of(GuestMachine guest) throws IOException {
        String device;
        try (Wire qmp = new Wire(guest.sockets().resolve("qmp"))) {
            qmp.readLine(); // its greeting
            qmp.ask("{\"execute\":\"qmp_capabilities\"}");
            String parts = qmp.ask("{\"execute\":\"qom-list\",\"arguments\":{\"path\":\"/machine/unattached\"}}");
            Matcher found = DEVICE.matcher(parts);
            if (!found.find()) {
                throw new IOException("the machine has no PL061: " + parts);
            }
            device = "/machine/unattached/" + found.group(1);
        }
        return new Pl061(new Wire(guest.sockets().resolve("qtest")), device);
    }

    /** Puts levels on a line from outside, one after another; the machine does nothing in between. */
    void drive(int line, boolean... high) throws IOException {
        List<String> commands = new ArrayList<>();
        for (boolean level : high) {
            commands.add("set_irq_in " + device + " unnamed-gpio-in " + line + " " + (level ? 1 : 0));
        }
        qtest.say(String.join("\n", commands));
        for (int n = 0; n < high.length; n++) {
            String answer = qtest.readLine();
            if (!answer.startsWith("OK")) {
                throw new IOException("QEMU answered " + answer);
            }
        }
    }

    /** The level of a line, whoever drives it. */
    boolean isHigh(int line) throws IOException {
        return bit(ALL_LINES, line);
    }

    /** Whether the kernel has yet to notice that the line's level has changed; to be asked of a line that somebody watches. */
    boolean hasEdgeNotTaken(int line) throws IOException {
        return bit(EDGES_NOT_TAKEN, line);
    }

    private boolean bit(String register, int line) throws IOException {
        String answer = qtest.ask("readb " + register);
        return (Long.decode(answer.substring("OK ".length())) & 1 << line) != 0;
    }

    @Override
    public void close() throws IOException {
        qtest.close();
    }

    /** A socket of QEMU's on which a line is answered by a line. */
    private static final class Wire implements AutoCloseable {
        private final SocketChannel channel;
        private final BufferedReader answers;

        Wire(Path socket) throws IOException {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(socket));
            answers =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
        }

        String ask(String line) throws IOException {
            say(line);
            return readLine();
        }

        void say(String line) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        String readLine() throws IOException {
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("QEMU has closed the socket");
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
