package motcua.verifier.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes exports, good ones and others. Writes its own JSON: the texts in it are plain ASCII or already NFC. */
final class ForgedExport {
    static final String KIOSK = "kiosk-7";
    static final String EPOCH = "00000000000000e1";
    static final int CHECKPOINT_EVERY = 256;

    private final KeyPair key;
    private final List<byte[]> lines = new ArrayList<>();
    private final List<String> hashes = new ArrayList<>();
    private final String epoch;
    private String prev;

    ForgedExport(String epoch, KeyPair key) {
        this.epoch = epoch;
        this.key = key;
        this.prev = Sha256.origin(KIOSK, epoch);
    }

    static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(KeyPair key) {
        String der = HexFormat.of().formatHex(key.getPublic().getEncoded());
        return der.substring(der.length() - 64);
    }

    /** Boot, presses, a checkpoint every 256 records and one at the end. */
    static ForgedExport of(int records, KeyPair key) {
        return of(records, EPOCH, 1, null, key);
    }

    static ForgedExport of(int records, String epoch, int gen, String previousEpoch, KeyPair key) {
        ForgedExport export = new ForgedExport(epoch, key);
        export.boot(gen, previousEpoch);
        while (export.lines.size() < records) {
            int seq = export.lines.size() + 1;
            if (seq % CHECKPOINT_EVERY == 0 || seq == records) {
                export.checkpoint();
            } else {
                export.press(seq);
            }
        }
        return export;
    }

    ForgedExport boot(int gen, String previousEpoch) {
        return add(
                "boot",
                "\"gen\":" + gen + ",\"practice\":false"
                        + (previousEpoch == null ? "" : ",\"previousEpoch\":\"" + previousEpoch + "\"")
                        + salt() + ",\"simulated\":false,\"software\":\"0.1\"");
    }

    ForgedExport press(int n) {
        return add(
                "press",
                "\"counter\":" + (n % 3 + 1) + ",\"flags\":[],\"gen\":1,\"key\":" + (n % 5 + 1)
                        + ",\"practice\":false" + salt()
                        + ",\"simulated\":false,\"source\":\"PAD\",\"text\":\"Hài lòng\",\"verdict\":\"UNMATCHED\"");
    }

    ForgedExport checkpoint() {
        return checkpoint(lines.size(), prev, key, key);
    }

    ForgedExport checkpoint(long upTo, String head, KeyPair named, KeyPair signer) {
        byte[] message = String.join("\0", "motcua/v1/checkpoint", KIOSK, epoch, Long.toString(upTo), head)
                .getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(signer.getPrivate());
            signature.update(message);
            return add(
                    "checkpoint",
                    "\"head\":\"" + head + "\",\"practice\":false,\"publicKey\":\"" + hex(named) + "\"" + salt()
                            + ",\"signature\":\"" + HexFormat.of().formatHex(signature.sign())
                            + "\",\"simulated\":false,\"upTo\":" + upTo);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    ForgedExport add(String type, String bodyFields) {
        byte[] body = ("{" + bodyFields + "}").getBytes(StandardCharsets.UTF_8);
        Map<String, String> header = new TreeMap<>();
        header.put("bodyHash", quoted(Sha256.body(body)));
        header.put("boot", quoted("0".repeat(31) + "b"));
        header.put("clock", quoted("TRUSTED"));
        header.put("epoch", quoted(epoch));
        header.put("kiosk", quoted(KIOSK));
        header.put("prev", quoted(prev));
        header.put("seq", Integer.toString(lines.size() + 1));
        header.put("type", quoted(type));
        header.put("upMs", Integer.toString(lines.size() * 1000));
        header.put("v", "1");
        header.put("wallMs", Long.toString(1_772_411_400_000L + lines.size() * 1000L));
        byte[] headerBytes = object(header);
        lines.add(line(headerBytes, body));
        prev = Sha256.record(headerBytes);
        hashes.add(prev);
        return this;
    }

    private String salt() {
        return ",\"salt\":\"" + "%032x".formatted(lines.size() + 1) + "\"";
    }

    int size() {
        return lines.size();
    }

    /** Line without its LF, from 1. */
    byte[] line(int number) {
        return lines.get(number - 1).clone();
    }

    String hash(int number) {
        return hashes.get(number - 1);
    }

    List<byte[]> lines(int from, int to) {
        return new ArrayList<>(lines.subList(from - 1, to));
    }

    List<byte[]> all() {
        return new ArrayList<>(lines);
    }

    static InputStream stream(List<byte[]> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] each : lines) {
            out.writeBytes(each);
            out.write('\n');
        }
        return new ByteArrayInputStream(out.toByteArray());
    }

    static byte[] header(byte[] line) {
        return Arrays.copyOf(line, tab(line));
    }

    static byte[] body(byte[] line) {
        return Arrays.copyOfRange(line, tab(line) + 1, line.length);
    }

    static byte[] line(byte[] header, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header);
        out.write('\t');
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** The line with another value of one header field, in canonical form. */
    static byte[] withField(byte[] line, String name, String value) {
        Map<String, String> fields = fields(header(line));
        fields.put(name, value);
        return line(object(fields), body(line));
    }

    static Map<String, String> fields(byte[] header) {
        Map<String, String> fields = new TreeMap<>();
        String text = new String(header, StandardCharsets.UTF_8);
        for (String each : text.substring(1, text.length() - 1).split(",", -1)) {
            int colon = each.indexOf(':');
            fields.put(each.substring(1, colon - 1), each.substring(colon + 1));
        }
        return fields;
    }

    private static byte[] object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static int tab(byte[] line) {
        int tab = 0;
        while (line[tab] != '\t') {
            tab++;
        }
        return tab;
    }
}
