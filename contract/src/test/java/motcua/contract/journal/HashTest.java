package motcua.contract.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HashTest {

    @Test
    void ofBodyIsPlainSha256() {
        // FIPS 180-2 appendix B.1
        assertThat(Hash.ofBody("abc".getBytes(StandardCharsets.US_ASCII)).hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void ofHeaderPutsAZeroByteInFront() throws Exception {
        assertThat(Hash.ofHeader("abc".getBytes(StandardCharsets.US_ASCII)).hex())
                .isEqualTo(sha256("\0abc"))
                .isNotEqualTo(
                        Hash.ofBody("abc".getBytes(StandardCharsets.US_ASCII)).hex());
    }

    @Test
    void originNamesVersionKioskAndEpoch() throws Exception {
        assertThat(Hash.origin("kiosk-1", "0123456789abcdef").hex())
                .isEqualTo(sha256("motcua/v1\0kiosk-1\0000123456789abcdef"));
    }

    @Test
    void refusesAnythingButLowerCaseDigits() {
        for (String bad : new String[] {"", "00", "A".repeat(64), "g".repeat(64), "0".repeat(65), " ".repeat(64)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Hash(bad));
        }
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
