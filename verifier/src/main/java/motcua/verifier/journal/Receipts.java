package motcua.verifier.journal;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import motcua.verifier.json.CanonicalReader;
import motcua.verifier.json.NotCanonical;
import org.jspecify.annotations.Nullable;

/** Receipts of the server: what it had stored, and so what must be in the journal. One signed message a line. */
public final class Receipts {
    private Receipts() {}

    /**
     * The places the receipts know.
     *
     * @param serverKey the server's public key; null = signatures are not checked
     * @throws Problem if a line is no receipt or not signed by the key
     */
    public static List<Known.Head> read(Path file, @Nullable String serverKey) throws IOException, Problem {
        List<Known.Head> heads = new ArrayList<>();
        long line = 0;
        for (String text : text(file).split("\n", -1)) {
            line++;
            if (!text.isBlank()) {
                heads.addAll(receipt(file.getFileName() + " line " + line, text, serverKey));
            }
        }
        return heads;
    }

    private static String text(Path file) throws IOException, Problem {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new Problem(Fault.RECEIPT, 0, null, 0, file.getFileName() + " is not UTF-8");
        }
    }

    private static List<Known.Head> receipt(String source, String text, @Nullable String serverKey) throws Problem {
        try {
            Map<String, Object> signed = CanonicalReader.readObject(text.getBytes(StandardCharsets.UTF_8));
            byte[] payload = Base64.getDecoder().decode(string(signed, "payload"));
            byte[] signature = Base64.getDecoder().decode(string(signed, "sig"));
            Map<String, Object> receipt = CanonicalReader.readObject(payload);
            String kiosk = string(receipt, "kiosk");
            if (serverKey != null) {
                byte[] key = HexFormat.of().parseHex(serverKey);
                byte[] topic = ("motcua/v1/" + kiosk + "/down/receipt\0").getBytes(StandardCharsets.UTF_8);
                byte[] message = new byte[topic.length + payload.length];
                System.arraycopy(topic, 0, message, 0, topic.length);
                System.arraycopy(payload, 0, message, topic.length, payload.length);
                if (!Sha256.keyId(key).equals(signed.get("keyId")) || !Ed25519.verify(key, message, signature)) {
                    throw new Problem(Fault.RECEIPT, 0, null, 0, source + " is not signed by the server's key");
                }
            }
            return heads(source, receipt);
        } catch (NotCanonical | IllegalArgumentException e) {
            throw new Problem(Fault.RECEIPT, 0, null, 0, source + ": " + e.getMessage());
        }
    }

    private static List<Known.Head> heads(String source, Map<String, Object> receipt) {
        String epoch = string(receipt, "epoch");
        List<Known.Head> heads = new ArrayList<>();
        if (receipt.get("contiguous") instanceof Long contiguous && contiguous > 0) {
            heads.add(new Known.Head(epoch, contiguous, string(receipt, "hashAtContiguous"), source));
        }
        if (receipt.get("ranges") instanceof List<?> ranges) { // stored too; quarantined ones may never have been real
            for (Object range : ranges) {
                if (range instanceof List<?> pair && pair.size() == 2 && pair.get(1) instanceof Long last) {
                    heads.add(new Known.Head(epoch, last, null, source));
                }
            }
        }
        return heads;
    }

    private static String string(Map<String, Object> object, String name) {
        if (object.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " is missing");
    }
}
