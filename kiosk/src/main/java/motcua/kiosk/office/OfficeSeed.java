package motcua.kiosk.office;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * An office prepared in a file, for demonstrations and tests; taken only by a kiosk that has none.
 *
 * @param pins hashed PINs by clerk, from {@code "pinHash": {"salt", "iterations", "hash"}}: a file need not hold a PIN itself, and the
 *     kiosk need not hash it
 * @param pads name, number or port of a pad to the counter it is bound to
 * @param official whether practice ends at once
 * @param signIn counter to the clerk who is signed in at once
 */
public record OfficeSeed(
        OfficeDraft draft,
        Map<String, PinHash> pins,
        Map<String, Integer> pads,
        boolean official,
        Map<Integer, String> signIn) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @throws IOException if the file cannot be read or has another form; the message names the file */
    public static OfficeSeed read(Path file) throws IOException {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(file.toFile());
            Map<String, Integer> pads = new TreeMap<>();
            tree.path("pads")
                    .properties()
                    .forEach(each -> pads.put(each.getKey(), each.getValue().asInt()));
            Map<Integer, String> signIn = new TreeMap<>();
            tree.path("signIn")
                    .properties()
                    .forEach(each -> signIn.put(
                            Integer.valueOf(each.getKey()), each.getValue().asText()));
            boolean official = tree.path("official").asBoolean(false);
            tree.remove(java.util.List.of("pads", "signIn", "official"));
            namesForBareCodes(tree);
            Map<String, PinHash> pins = pins(tree);
            return new OfficeSeed(JSON.treeToValue(tree, OfficeDraft.class), pins, pads, official, signIn);
        } catch (IOException | ClassCastException | NumberFormatException e) {
            throw new IOException(file + " is no office seed: " + e.getMessage(), e);
        }
    }

    /** Takes the hashed PINs out of the tree. */
    private static Map<String, PinHash> pins(ObjectNode tree) throws IOException {
        Map<String, PinHash> pins = new TreeMap<>();
        for (JsonNode clerk : tree.path("clerks")) {
            if (clerk.hasNonNull("pinHash")) {
                PinHash pin = JSON.treeToValue(((ObjectNode) clerk).remove("pinHash"), PinHash.class);
                if (pin.iterations() < PinHash.ITERATIONS) {
                    throw new IOException("a PIN is hashed " + PinHash.ITERATIONS + " times or more");
                }
                pins.put(clerk.path("id").asText(), pin);
            }
        }
        return pins;
    }

    /** A procedure may be given as its code alone. */
    private static void namesForBareCodes(ObjectNode tree) {
        if (tree.get("procedures") instanceof ArrayNode procedures) {
            for (int i = 0; i < procedures.size(); i++) {
                JsonNode each = procedures.get(i);
                if (each.isTextual()) {
                    procedures.set(
                            i,
                            JSON.createObjectNode().put("code", each.asText()).put("name", each.asText()));
                }
            }
        }
    }
}
