package motcua.contract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import motcua.contract.body.Boot;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.body.Reasons;
import motcua.contract.body.WindowExpired;
import motcua.contract.wire.Receipt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBindingTest {

    @Test
    void leavesOutWhatIsAbsentAndReadsItBackAsAbsent() throws Exception {
        Boot first = new Boot("1.0", 1, null, "NEW");

        byte[] bytes = JsonBinding.toBytes(first);

        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo("{\"gen\":1,\"reason\":\"NEW\",\"software\":\"1.0\"}");
        assertThat(JsonBinding.fromBytes(bytes, Boot.class)).isEqualTo(first);
    }

    @Test
    void ignoresFieldsOfALaterVersion() throws Exception {
        assertThat(read(
                        "{\"clerk\":\"c1\",\"counter\":1,\"later\":{\"x\":[1]},\"session\":\"s\"}",
                        ClerkSignedIn.class))
                .isEqualTo(new ClerkSignedIn(1, "c1", "s"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"clerk\":\"c1\",\"counter\":1}",
                "{\"counter\":1,\"session\":\"s\"}",
                "{\"clerk\":\"c1\",\"session\":\"s\"}",
                "{\"clerk\":7,\"counter\":1,\"session\":\"s\"}",
                "{\"clerk\":true,\"counter\":1,\"session\":\"s\"}",
                "{\"clerk\":\"c1\",\"counter\":\"1\",\"session\":\"s\"}",
                "{\"clerk\":\"c1\",\"counter\":true,\"session\":\"s\"}",
                "{\"clerk\":\"c1\",\"counter\":3000000000,\"session\":\"s\"}",
                "{\"clerk\":[\"c1\"],\"counter\":1,\"session\":\"s\"}",
                "[]",
                "\"x\"",
                "7",
            })
    void refusesAMissingFieldAndAValueOfAnotherType(String text) {
        assertThatThrownBy(() -> read(text, ClerkSignedIn.class)).isInstanceOf(MalformedJson.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\"", "\"\"", "\"not_rated\"", "\"LATER\"", "[\"NOT_RATED\"]"})
    void refusesAnythingButANameOfAnEnum(String outcome) {
        String text = "{\"counter\":1,\"outcome\":" + outcome + ",\"service\":\"s\"}";

        assertThatThrownBy(() -> read(text, WindowExpired.class)).isInstanceOf(MalformedJson.class);
    }

    @Test
    void aRecordsOwnCheckRefusesToo() {
        assertThatThrownBy(() -> read(
                        "{\"counter\":1,\"gen\":1,\"reasons\":[\"A\",\"B\",\"C\",\"D\"],\"service\":\"s\"}",
                        Reasons.class))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("up to 3 reasons");
    }

    @Test
    void refusesRangesThatAreNoAscendingPairs() {
        for (String ranges : List.of("[[1]]", "[[2,1]]", "[[3,4],[4,5]]", "[[0,1]]", "[1,2]", "[[1,2,3]]")) {
            String text = "{\"contiguous\":0,\"epoch\":\"e\",\"hashAtContiguous\":\"" + "0".repeat(64)
                    + "\",\"instance\":\"i\",\"kiosk\":\"k\",\"nonce\":\"\",\"quarantined\":[],\"ranges\":" + ranges
                    + ",\"serverTime\":1}";
            assertThatThrownBy(() -> read(text, Receipt.class)).as(ranges).isInstanceOf(MalformedJson.class);
        }
    }

    private static <T> T read(String text, Class<T> type) throws MalformedJson {
        return JsonBinding.fromBytes(text.getBytes(StandardCharsets.UTF_8), type);
    }
}
