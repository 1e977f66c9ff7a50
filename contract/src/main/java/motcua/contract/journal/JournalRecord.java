package motcua.contract.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import motcua.contract.json.CanonicalJson;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import org.jspecify.annotations.Nullable;

/**
 * One record of a journal: the header's and the body's bytes as made once on the kiosk, never re-serialised.
 *
 * <p>A body that retention erased is empty; the record still links and verifies. Immutable; safe for any thread. The byte
 * arrays are shared, not copied: callers do not write into them.
 */
public final class JournalRecord {
    /** Largest record in bytes, header, TAB, body and LF together. */
    public static final int MAX_BYTES = 16 * 1024;

    private final RecordHeader header;
    private final byte[] headerBytes;
    private final byte[] bodyBytes;
    private final Hash hash;
    /** What was read while parsing; null in a record made here. */
    private final @Nullable JsonNode body;

    private JournalRecord(
            RecordHeader header, byte[] headerBytes, byte[] bodyBytes, Hash hash, @Nullable JsonNode body) {
        this.header = header;
        this.headerBytes = headerBytes;
        this.bodyBytes = bodyBytes;
        this.hash = hash;
        this.body = body;
    }

    /**
     * A new record around a body made now.
     *
     * @param canonicalBody an object in canonical form, see {@link JsonBinding#toBytes}
     * @throws IllegalArgumentException if the body is empty or not the one of the header, or the record is too large
     */
    public static JournalRecord create(RecordHeader header, byte[] canonicalBody) {
        if (canonicalBody.length == 0) {
            throw new IllegalArgumentException("a new record has a body");
        }
        if (!Hash.ofBody(canonicalBody).equals(header.bodyHash())) {
            throw new IllegalArgumentException("bodyHash of the header is not the hash of the body");
        }
        byte[] headerBytes = JsonBinding.toBytes(header);
        JournalRecord record = new JournalRecord(header, headerBytes, canonicalBody, Hash.ofHeader(headerBytes), null);
        if (record.wireLength() > MAX_BYTES) {
            throw new IllegalArgumentException(
                    header.type() + " record of " + record.wireLength() + " bytes is larger than " + MAX_BYTES);
        }
        return record;
    }

    /**
     * Reads a record from its two lines of bytes and checks form, size and body hash (not the link to its neighbour).
     *
     * @param bodyBytes the body, or empty where retention erased it
     * @throws MalformedJson if anything about the two lines is wrong; the message says what
     */
    public static JournalRecord parse(byte[] headerBytes, byte[] bodyBytes) throws MalformedJson {
        if (headerBytes.length + bodyBytes.length + 2 > MAX_BYTES) {
            throw new MalformedJson("record is larger than " + MAX_BYTES + " bytes", null);
        }
        RecordHeader header = RecordHeader.fromTree(CanonicalJson.parse(headerBytes));
        JsonNode body = null;
        if (bodyBytes.length > 0) {
            if (!Hash.ofBody(bodyBytes).equals(header.bodyHash())) {
                throw new MalformedJson("body does not match bodyHash", null);
            }
            body = CanonicalJson.parse(bodyBytes);
            if (!body.isObject()) {
                throw new MalformedJson("body is not an object", null);
            }
        }
        return new JournalRecord(header, headerBytes, bodyBytes, Hash.ofHeader(headerBytes), body);
    }

    /** The same record without the tree that reading its body left, some five times the size of its bytes. */
    public JournalRecord withoutTree() {
        return body == null ? this : new JournalRecord(header, headerBytes, bodyBytes, hash, null);
    }

    public RecordHeader header() {
        return header;
    }

    public byte[] headerBytes() {
        return headerBytes;
    }

    public byte[] bodyBytes() {
        return bodyBytes;
    }

    /** The hash to which the next record links. */
    public Hash hash() {
        return hash;
    }

    public boolean erased() {
        return bodyBytes.length == 0;
    }

    /** Bytes of the record on the wire: header, TAB, body, LF. */
    public int wireLength() {
        return headerBytes.length + bodyBytes.length + 2;
    }

    /** The body as a tree, which callers only read; an empty object if erased. */
    public JsonNode body() throws MalformedJson {
        if (body != null) {
            return body;
        }
        return erased() ? JsonBinding.toTree(Map.of()) : CanonicalJson.parse(bodyBytes);
    }

    /** The body read as the record of its type. */
    public <T> T body(Class<T> type) throws MalformedJson {
        return JsonBinding.fromTree(body(), type);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalRecord that
                && Arrays.equals(headerBytes, that.headerBytes)
                && Arrays.equals(bodyBytes, that.bodyBytes);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return header.kiosk() + "/" + header.epoch() + "/" + header.seq() + " " + header.type();
    }
}
