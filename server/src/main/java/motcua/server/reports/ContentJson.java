package motcua.server.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import motcua.contract.json.CanonicalJson;

/** A report's content as canonical JSON (RFC 8785), and its hash. */
final class ContentJson {
    static final String FORMAT = "motcua-report/1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ContentJson() {}

    static String write(ReportContent content) {
        return new String(CanonicalJson.bytes(JSON.valueToTree(content)), StandardCharsets.UTF_8);
    }

    static ReportContent read(String json) {
        try {
            return JSON.readValue(json, ReportContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored report", e);
        }
    }

    /** SHA-256 of the canonical bytes, in hex. */
    static String hash(String json) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What goes to the superior's software: the format, the content and its hash, without what stays inside the office. */
    static String exchange(ReportContent content, String hash, long generatedAtMs) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode sent = JSON.valueToTree(content);
        JsonNode tables = JSON.valueToTree(content.sent());
        JsonNode changes = JSON.valueToTree(content.sentChanges());
        sent.set("tables", tables);
        sent.set("changes", changes);
        root.put("format", FORMAT);
        root.put("generatedAtMs", generatedAtMs);
        root.put("hashOfSigned", hash);
        root.put("hash", hash(new String(CanonicalJson.bytes(sent), StandardCharsets.UTF_8)));
        root.set("content", sent);
        return new String(CanonicalJson.bytes(root), StandardCharsets.UTF_8);
    }
}
