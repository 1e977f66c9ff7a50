package motcua.acceptance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import motcua.acceptance.Folders;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.CanonicalJson;
import motcua.contract.json.MalformedJson;
import motcua.contract.wire.Batch;
import motcua.verifier.journal.JournalCheck;
import motcua.verifier.journal.Known;
import motcua.verifier.journal.Problem;
import motcua.verifier.journal.Receipts;
import motcua.verifier.json.CanonicalReader;
import motcua.verifier.json.NotCanonical;

/**
 * What a person gives to the verifier. The first byte says what the rest is: {@code e} an export, {@code R} lines of which a right
 * chain is made, {@code k} receipts, {@code v} one value, which the verifier's reader and the product's must take alike.
 */
final class ExportTarget implements Target {
    private final Path folder;

    private ExportTarget(Path folder) {
        this.folder = folder;
    }

    static ExportTarget open() throws IOException {
        return new ExportTarget(Memory.folder("export"));
    }

    @Override
    public void attack(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        switch (input[0]) {
            case 'e' -> export(rest);
            case 'R' -> export(Batch.encode(MadeChain.of("xa-mau-1", rest)));
            case 'k' -> receipts(rest);
            case 'v' -> value(rest);
            default -> {}
        }
    }

    /** An export that passes is one that the product reads too, line by line. */
    private static void export(byte[] bytes) throws IOException {
        try {
            long records = JournalCheck.of(new ByteArrayInputStream(bytes), Known.NOTHING)
                    .records();
            List<Batch.Line> lines = Batch.decode(bytes);
            check(lines.size() == records, "the verifier counts other lines than the server");
            for (Batch.Line line : lines) {
                JournalRecord record = line.record();
                check(record != null, "the verifier passes what the server refuses: " + line.refusal());
            }
        } catch (Problem e) {
            check(!e.text().isEmpty(), "a problem without a word");
        }
    }

    private void receipts(byte[] bytes) throws IOException {
        Path file = folder.resolve("receipts");
        Files.write(file, bytes);
        try {
            Receipts.read(file, null);
        } catch (Problem e) {
            check(!e.text().isEmpty(), "a problem without a word");
        }
    }

    private static void value(byte[] bytes) {
        Object ofVerifier;
        try {
            ofVerifier = CanonicalReader.read(bytes);
        } catch (NotCanonical e) {
            ofVerifier = null;
        }
        JsonNode ofProduct;
        try {
            ofProduct = CanonicalJson.parse(bytes);
        } catch (MalformedJson e) {
            ofProduct = null;
        }
        check((ofVerifier == null) == (ofProduct == null), "one reader takes it and the other does not");
        if (ofProduct != null && ofVerifier != null) {
            check(same(ofProduct, ofVerifier), "the readers read different values");
            check(Arrays.equals(CanonicalJson.bytes(ofProduct), bytes), "a canonical value is written in another way");
        }
    }

    private static boolean same(JsonNode product, Object verifier) {
        if (verifier instanceof Map<?, ?> object) {
            return product.isObject()
                    && product.size() == object.size()
                    && object.entrySet().stream()
                            .allMatch(each -> product.has((String) each.getKey())
                                    && same(product.get((String) each.getKey()), each.getValue()));
        }
        if (verifier instanceof List<?> array) {
            boolean same = product.isArray() && product.size() == array.size();
            for (int i = 0; same && i < array.size(); i++) {
                same = same(product.get(i), array.get(i));
            }
            return same;
        }
        if (verifier instanceof String text) {
            return product.isTextual() && product.textValue().equals(text);
        }
        if (verifier instanceof Long number) {
            return product.isIntegralNumber() && product.longValue() == number;
        }
        return product.isBoolean() && verifier.equals(product.booleanValue());
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    @Override
    public void close() throws IOException {
        Folders.delete(folder);
    }
}
