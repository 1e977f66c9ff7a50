package motcua.acceptance.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A visitor that says what it likes: {@code METHOD TARGET}, a line feed, a body. Keeps its line open from request to request, and
 * the cookies it is given. For one thread.
 */
final class RawHttp implements AutoCloseable {
    /** An answer that does not come within this time is a finding, however busy the machine. */
    private static final int PATIENCE_MS = 60_000;

    private static final int LONGEST_LINE = 2_000;

    private final int port;
    private final String contentType;
    private final Map<String, String> cookies = new TreeMap<>();
    private Socket socket;
    private InputStream in;

    /** An answer; {@code text} without its headers, cut where a stream goes on. */
    record Answer(int status, String text) {}

    RawHttp(int port, String contentType) {
        this.port = port;
        this.contentType = contentType;
    }

    /** Where an input goes, for what depends on it. */
    static String path(byte[] input) {
        String line = new String(input, 0, lineEnd(input), StandardCharsets.ISO_8859_1);
        int space = line.indexOf(' ');
        return space < 0 ? "" : line.substring(space + 1);
    }

    private static int lineEnd(byte[] input) {
        int end = 0;
        while (end < input.length && end < LONGEST_LINE && input[end] != '\n') {
            end++;
        }
        return end;
    }

    Answer send(byte[] input) throws IOException {
        int end = lineEnd(input);
        String line = new String(input, 0, end, StandardCharsets.ISO_8859_1).replace("\r", "");
        byte[] body = Arrays.copyOfRange(input, Math.min(input.length, end + 1), input.length);
        return send(line, body);
    }

    Answer send(String line, byte[] body) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        String head = line + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nOrigin: http://127.0.0.1:" + port
                + "\r\nContent-Type: " + contentType + "\r\nContent-Length: " + body.length + "\r\n"
                + (cookies.isEmpty() ? "" : "Cookie: " + cookieLine() + "\r\n") + "\r\n";
        request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        for (int attempt = 0; ; attempt++) {
            boolean fresh = socket == null;
            try {
                if (fresh) {
                    connect();
                }
                socket.getOutputStream().write(request.toByteArray());
                return answer(line.startsWith("HEAD "));
            } catch (EOFException | java.net.SocketException e) {
                hangUp(); // the server may close a line that it kept, or one on which it was told nonsense
                if (fresh || attempt > 0) {
                    return new Answer(0, "");
                }
            }
        }
    }

    private String cookieLine() {
        StringBuilder all = new StringBuilder();
        cookies.forEach((name, value) ->
                all.append(all.isEmpty() ? "" : "; ").append(name).append('=').append(value));
        return all.toString();
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    private Answer answer(boolean headOnly) throws IOException {
        String first = line();
        if (!first.matches("HTTP/1\\.[01] [0-9]{3}.*")) {
            hangUp(); // what it was told was no request of this version of HTTP, nor is its answer
            return new Answer(0, first);
        }
        int status = Integer.parseInt(first.substring(9, 12));
        int length = -1;
        boolean chunked = false;
        boolean close = false;
        boolean stream = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = header.substring(colon + 1).strip();
            switch (name) {
                case "content-length" -> length = Integer.parseInt(value);
                case "transfer-encoding" -> chunked = value.equals("chunked");
                case "connection" -> close = value.equalsIgnoreCase("close");
                case "content-type" -> stream = value.startsWith("text/event-stream");
                case "set-cookie" -> keep(value);
                default -> {}
            }
        }
        String text = "";
        if (!headOnly && !stream && status != 204 && status != 304) {
            text = chunked ? chunks() : length >= 0 ? read(length) : "";
            close |= !chunked && length < 0;
        }
        if (close || stream || status == 400) {
            hangUp();
        }
        return new Answer(status, text);
    }

    private void keep(String cookie) {
        String pair = cookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        if (equals > 0 && equals < pair.length() - 1) {
            cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
    }

    private String chunks() throws IOException {
        StringBuilder all = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            all.append(read(size));
            line();
            if (size == 0) {
                return all.toString();
            }
        }
    }

    private String read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private void hangUp() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    @Override
    public void close() throws IOException {
        hangUp();
    }
}
