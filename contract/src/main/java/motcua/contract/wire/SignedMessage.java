package motcua.contract.wire;

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
        byte[] payload;
        byte[] signature;
        try {
            payload = Base64.getDecoder().decode(message.payload());
            signature = Base64.getDecoder().decode(message.sig());
        } catch (IllegalArgumentException e) {
            throw new MalformedJson("signed message: no base64", e);
        }
        if (!PublicKeys.verify(publicKeyHex, signedBytes(topic, payload), signature)) {
            throw new MalformedJson(
                    "signed message: not signed by the pinned key " + PublicKeys.id(publicKeyHex), null);
        }
        return JsonBinding.fromBytes(payload, type);
    }

    private static byte[] signedBytes(String topic, byte[] payload) {
        byte[] name = topic.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(name, name.length + 1 + payload.length);
        System.arraycopy(payload, 0, all, name.length + 1, payload.length);
        return all;
    }
}
