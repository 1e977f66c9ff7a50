package motcua.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import motcua.contract.body.Visit;
import motcua.contract.journal.Hash;
import motcua.contract.journal.RecordHeader;
import motcua.contract.journal.RecordType;
import motcua.contract.wire.Hello;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.Settings;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Status;
import motcua.contract.wire.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/asyncapi.yaml} says what the code does, both ways: topics, messages, every field, its type, whether it must be there. */
class AsyncApiTest {
    private static final Set<String> ADDED_BY_THE_JOURNAL = Set.of("salt", "practice", "simulated");
    private static final Set<String> BASIC = Set.of("Hash", "Salt", "Practice", "Simulated");
    private static JsonNode page;

    @BeforeAll
    static void read() throws Exception {
        page = new YAMLMapper().readTree(Path.of("../docs/asyncapi.yaml").toFile());
    }

    @Test
    void namesEveryTopicAndNoOther() {
        Map<String, String> addresses = new TreeMap<>();
        page.get("channels").properties().forEach(channel -> {
            addresses.put(channel.getKey(), channel.getValue().get("address").textValue());
            assertThat(names(channel.getValue().get("messages"))).containsExactly(channel.getKey());
        });

        Map<String, String> code = new TreeMap<>();
        for (Topics.Up kind : Topics.Up.values()) {
            code.put(lower(kind), Topics.up("k", kind).replace("/k/", "/{kiosk}/"));
        }
        for (Topics.Down kind : Topics.Down.values()) {
            code.put(lower(kind), Topics.down("k", kind).replace("/k/", "/{kiosk}/"));
        }
        assertThat(addresses).isEqualTo(code);
        assertThat(names(page.at("/components/messages"))).isEqualTo(code.keySet());
    }

    @Test
    void theKioskSendsWhatGoesUpAndReceivesWhatComesDown() {
        Map<String, String> actions = new TreeMap<>();
        page.get("operations")
                .forEach(operation -> actions.put(
                        operation.at("/channel/$ref").textValue().replace("#/channels/", ""),
                        operation.get("action").textValue()));

        Map<String, String> code = new TreeMap<>();
        Arrays.stream(Topics.Up.values()).forEach(kind -> code.put(lower(kind), "send"));
        Arrays.stream(Topics.Down.values()).forEach(kind -> code.put(lower(kind), "receive"));
        assertThat(actions).isEqualTo(code);
    }

    @Test
    void messagesCarryTheRecordsOfTheCode() {
        assertThat(payload("hello")).isEqualTo("Hello");
        assertThat(payload("status")).isEqualTo("Status");
        for (Topics.Down kind : Topics.Down.values()) {
            assertThat(payload(lower(kind))).isEqualTo("SignedMessage");
        }
        assertThat(page.at("/components/messages/receipt/x-signed-payload/$ref").textValue())
                .isEqualTo("#/components/schemas/Receipt");
        assertThat(page.at("/components/messages/settings/x-signed-payload/$ref")
                        .textValue())
                .isEqualTo("#/components/schemas/Settings");
    }

    @Test
    void hasEveryFieldOfEveryRecordAndNoOther() {
        Map<String, Class<?>> records = new LinkedHashMap<>();
        for (Class<?> each : List.of(
                Hello.class, Status.class, Receipt.class, Settings.class, SignedMessage.class, RecordHeader.class)) {
            collect(each, each.getSimpleName(), records);
        }
        collect(Visit.class, "Visit", records);
        for (RecordType type : RecordType.values()) {
            collect(type.bodyClass(), type.wireName(), records);
        }

        JsonNode schemas = page.at("/components/schemas");
        Set<String> expected = new TreeSet<>(records.keySet());
        expected.addAll(BASIC);
        assertThat(names(schemas)).isEqualTo(expected);
        records.forEach((name, type) -> {
            Map<String, String> code = new TreeMap<>();
            Set<String> required = new TreeSet<>();
            for (RecordComponent component : type.getRecordComponents()) {
                code.put(component.getName(), ofCode(component.getAnnotatedType()));
                if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    required.add(component.getName());
                }
            }
            if (RecordType.named(name).isPresent()) {
                for (String added : ADDED_BY_THE_JOURNAL) {
                    code.put(added, added.substring(0, 1).toUpperCase(Locale.ROOT) + added.substring(1));
                    required.add(added);
                }
            }
            Map<String, String> written = new TreeMap<>();
            schemas.get(name)
                    .get("properties")
                    .properties()
                    .forEach(field -> written.put(field.getKey(), ofPage(field.getValue())));
            Set<String> writtenRequired = new TreeSet<>();
            schemas.get(name).get("required").forEach(field -> writtenRequired.add(field.textValue()));
            assertThat(written).as("fields of %s", name).isEqualTo(code);
            assertThat(writtenRequired).as("required fields of %s", name).isEqualTo(required);
        });
    }

    /** Gathers a record and the records inside it by the name they have on the page. */
    private static void collect(Class<?> type, String name, Map<String, Class<?>> into) {
        if (into.put(name, type) != null) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            for (Class<?> inner : inner(component.getAnnotatedType(), new HashSet<>())) {
                if (inner.isRecord() && inner != Hash.class && !into.containsValue(inner)) {
                    collect(inner, nameOf(inner), into);
                }
            }
        }
    }

    private static Set<Class<?>> inner(AnnotatedType type, Set<Class<?>> into) {
        if (type instanceof AnnotatedParameterizedType list) {
            inner(list.getAnnotatedActualTypeArguments()[0], into);
        } else if (type.getType() instanceof Class<?> plain) {
            into.add(plain);
        }
        return into;
    }

    private static String nameOf(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return outer == null ? type.getSimpleName() : outer.getSimpleName() + "." + type.getSimpleName();
    }

    private static String ofCode(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType list) {
            return "array of " + ofCode(list.getAnnotatedActualTypeArguments()[0]);
        }
        Class<?> plain = (Class<?>) type.getType();
        if (plain == String.class) {
            return "string";
        } else if (plain == boolean.class || plain == Boolean.class) {
            return "boolean";
        } else if (plain == long[].class) {
            return "array of integer";
        } else if (Number.class.isAssignableFrom(plain) || plain == int.class || plain == long.class) {
            return "integer";
        } else if (plain.isEnum()) {
            return "string of " + Arrays.toString(plain.getEnumConstants());
        }
        return nameOf(plain);
    }

    private static String ofPage(JsonNode field) {
        if (field.has("$ref")) {
            return field.get("$ref").textValue().replace("#/components/schemas/", "");
        }
        String type = field.get("type").textValue();
        if (type.equals("array")) {
            return "array of " + ofPage(field.get("items"));
        }
        if (field.has("enum")) {
            List<String> values = new ArrayList<>();
            field.get("enum").forEach(value -> values.add(value.textValue()));
            return type + " of " + values;
        }
        return type;
    }

    private static String payload(String message) {
        return page.at("/components/messages/" + message + "/payload/$ref")
                .textValue()
                .replace("#/components/schemas/", "");
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String lower(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
