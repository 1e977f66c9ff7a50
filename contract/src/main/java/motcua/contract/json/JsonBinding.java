package motcua.contract.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;

/**
 * The one mapping between Java records and JSON in journal and wire: field names are component names, null is left out,
 * fields this version does not know are ignored when read (the raw bytes keep them). A component without {@code @Nullable}
 * must be there, and a value of another type is refused, never converted. Safe for any thread.
 */
public final class JsonBinding {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .annotationIntrospector(new RequiredComponents())
            .withCoercionConfig(
                    LogicalType.Textual,
                    refused -> refused.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private JsonBinding() {}

    /** The value as a JSON object. */
    public static ObjectNode toTree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The value as canonical bytes. */
    public static byte[] toBytes(Object value) {
        return CanonicalJson.bytes(MAPPER.<JsonNode>valueToTree(value));
    }

    /**
     * Reads a tree as the given record.
     *
     * @throws MalformedJson if a field is missing, of another type, or refused by the record's own check
     */
    public static <T> T fromTree(JsonNode tree, Class<T> type) throws MalformedJson {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            throw new MalformedJson(
                    "no " + type.getSimpleName() + ": " + MalformedJson.summary(e.getOriginalMessage()), e);
        }
    }

    /** Reads canonical bytes as the given record. */
    public static <T> T fromBytes(byte[] canonical, Class<T> type) throws MalformedJson {
        return fromTree(CanonicalJson.parse(canonical), type);
    }
}
