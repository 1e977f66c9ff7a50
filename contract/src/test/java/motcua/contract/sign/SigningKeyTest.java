package motcua.contract.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    Path folder;

    @Test
    void isMadeOnceAndKept() throws Exception {
        Path file = folder.resolve("new/device.key");

        SigningKey made = SigningKey.loadOrCreate(file);
        SigningKey again = SigningKey.loadOrCreate(file);

        assertThat(again.publicKeyHex()).isEqualTo(made.publicKeyHex());
        assertThat(PublicKeys.verify(made.publicKeyHex(), new byte[] {7}, again.sign(new byte[] {7})))
                .isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("new/device.key.pub")).hasContent(made.publicKeyHex());
    }

    @Test
    void aCutBetweenItsTwoFilesHealsAtTheNextStart() throws Exception {
        Path file = folder.resolve("device.key");
        SigningKey made = SigningKey.loadOrCreate(file);
        Path beside = folder.resolve("device.key.pub");
        Files.delete(beside);

        SigningKey.loadOrCreate(file);

        assertThat(beside).hasContent(made.publicKeyHex());
    }

    @Test
    void refusesAFileThatHoldsNoKeyOrTwoHalvesOfDifferentKeys() throws Exception {
        Path one = folder.resolve("one.key");
        Path two = folder.resolve("two.key");
        SigningKey.loadOrCreate(one);
        SigningKey.loadOrCreate(two);
        String[] a = Files.readString(one).strip().split(" ");
        String[] b = Files.readString(two).strip().split(" ");
        for (String text : new String[] {
            "", "hello", "ed25519 x y", "ed25519 " + a[1] + " AAAA", "ed25519 " + a[1] + " " + b[2], "rsa a b"
        }) {
            Path bad = Files.writeString(folder.resolve("bad.key"), text);
            assertThatThrownBy(() -> SigningKey.loadOrCreate(bad)).as(text).isInstanceOf(IOException.class);
        }
    }

    @Test
    void checksTheRfc8032Vector() {
        // RFC 8032 section 7.1, test 2
        String key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
        byte[] signature = HexFormat.of()
                .parseHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");

        assertThat(PublicKeys.verify(key, new byte[] {0x72}, signature)).isTrue();
        assertThat(PublicKeys.verify(key, new byte[] {0x73}, signature)).isFalse();
        signature[5] ^= 1;
        assertThat(PublicKeys.verify(key, new byte[] {0x72}, signature)).isFalse();
    }

    @Test
    void malformedKeysAndSignaturesAreFalseNotErrors() {
        byte[] message = "x".getBytes(StandardCharsets.US_ASCII);
        SigningKey key = SigningKey.generate();
        assertThat(PublicKeys.verify("", message, new byte[64])).isFalse();
        assertThat(PublicKeys.verify("zz", message, new byte[64])).isFalse();
        assertThat(PublicKeys.verify("f".repeat(64), message, new byte[64])).isFalse();
        assertThat(PublicKeys.verify(key.publicKeyHex(), message, new byte[0])).isFalse();
        assertThat(PublicKeys.verify(key.publicKeyHex(), message, new byte[65])).isFalse();
    }
}
