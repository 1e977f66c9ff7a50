package motcua.contract.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.sign.PublicKeys;
import motcua.contract.sign.SigningKey;

/**
 * Everything that goes down to a kiosk: payload bytes, the key's id and an Ed25519 signature over topic and payload, so that a
 * message for one kiosk is none for another.
 *
 * @param payload base64 of canonical JSON
 * @param sig base64 of the signature over {@code topic NUL payload bytes}
 */
public record SignedMessage(String keyId, String payload, String sig) {

    /** Signs a message for a topic; the result is what is published there. */
    public static byte[] seal(SigningKey key, String topic, Object message) {
        byte[] payload = JsonBinding.toBytes(message);
        byte[] signature = key.sign(signedBytes(topic, payload));
        return JsonBinding.toBytes(new SignedMessage(
                key.id(),
                Base64.getEncoder().encodeToString(payload),
                Base64.getEncoder().encodeToString(signature)));
    }

    /**
     * Checks and opens what came on a topic.
     *
     * @param publicKeyHex the pinned key
     * @throws MalformedJson if the form is wrong or the signature is not the pinned key's; the message says which
     */
    public static <T> T open(String publicKeyHex, String topic, byte[] bytes, Class<T> type) throws MalformedJson {
        SignedMessage message = JsonBinding.fromBytes(bytes, SignedMessage.class);
        if (!message.keyId().equals(PublicKeys.id(publicKeyHex))) {
            throw new MalformedJson(
                    "signed message: names another key than the pinned " + PublicKeys.id(publicKeyHex), null);
        }
        byte[] payload = base64(message.payload());
        byte[] signature = base64(message.sig());
        if (!PublicKeys.verify(publicKeyHex, signedBytes(topic, payload), signature)) {
            throw new MalformedJson(
                    "signed message: not signed by the pinned key " + PublicKeys.id(publicKeyHex), null);
        }
        return JsonBinding.fromBytes(payload, type);
    }

    /** Strict: one text for one array of bytes, so that no bit of a message can change unseen. */
    private static byte[] base64(String text) throws MalformedJson {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedJson("signed message: no base64", e);
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new MalformedJson("signed message: no canonical base64", null);
        }
        return bytes;
    }

    private static byte[] signedBytes(String topic, byte[] payload) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(name, name.length + 1 + payload.length);
        System.arraycopy(payload, 0, all, name.length + 1, payload.length);
        return all;
    }
}
