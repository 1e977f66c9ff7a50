package motcua.kiosk.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.office.OfficeDraft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shift leader's doors, and the words of the pages, over real HTTP. */
class LeaderRoutesTest {
    @TempDir
    Path folder;

    private TestKiosk kiosk;
    private String base;
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void open() throws Exception {
        kiosk = TestKiosk.open(folder);
        kiosk.office.save(
                new OfficeDraft(
                        new OfficeDraft.Office(null, "UBND xã Ví Dụ"),
                        TestKiosk.draft().counters(),
                        List.of(
                                new OfficeDraft.Clerk("mau", "Nguyễn Thị Mẫu", null, TestKiosk.PIN, true),
                                new OfficeDraft.Clerk("thu", "Trần Văn Thử", null, TestKiosk.PIN)),
                        null,
                        null,
                        null),
                null);
        base = kiosk.serve(false).url();
    }

    @AfterEach
    void close() throws Exception {
        kiosk.close();
    }

    private HttpResponse<String> ask(String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (!body.isEmpty()) {
            request.POST(HttpRequest.BodyPublishers.ofString(body)).header("Content-Type", "application/json");
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JsonMapper.builder().build().readTree(answer.body());
    }

    @Test
    void theLeaderAddsAClerkForTheDayWhoThenSignsIn() throws Exception {
        HttpResponse<String> answer = ask(
                "/api/leader/temporary",
                "{\"leader\":\"mau\",\"pin\":\"%s\",\"name\":\"Lê Văn Tạm\",\"newPin\":\"135791\"}"
                        .formatted(TestKiosk.PIN));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode added = json(answer).path("clerks").path(2);
        assertThat(added.path("name").asText()).isEqualTo("Lê Văn Tạm");
        assertThat(added.path("today").asBoolean()).isTrue();
        assertThat(ask(
                                "/api/counters/1/sign-in",
                                "{\"clerk\":\"%s\",\"pin\":\"135791\"}"
                                        .formatted(added.path("id").asText()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(answer.body()).doesNotContain("hash").doesNotContain("135791");
    }

    @Test
    void aWrongPinIsSaidAndAfterFiveTheWait() throws Exception {
        String body = "{\"leader\":\"mau\",\"pin\":\"000000\",\"clerk\":\"thu\",\"newPin\":\"135791\"}";
        for (int i = 0; i < 4; i++) {
            assertThat(ask("/api/leader/pin", body).statusCode()).isEqualTo(401);
        }
        assertThat(json(ask("/api/leader/pin", "{}")).path("error").asText()).isEqualTo("Mã PIN chưa đúng");
        ask("/api/leader/pin", body);
        HttpResponse<String> waits = ask("/api/leader/pin", body.replace("000000", TestKiosk.PIN));
        assertThat(waits.statusCode()).isEqualTo(429);
        assertThat(json(waits).path("waitSeconds").asInt()).isPositive();
    }

    @Test
    void whoLeadsNoShiftIsToldSo() throws Exception {
        HttpResponse<String> answer = ask(
                "/api/leader/pin",
                "{\"leader\":\"thu\",\"pin\":\"%s\",\"clerk\":\"mau\",\"newPin\":\"135791\"}".formatted(TestKiosk.PIN));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("error").asText()).isEqualTo("Chỉ trưởng ca làm được việc này");
    }

    @Test
    void thePagesGetTheirWordsInEveryLanguageThatIsThere() throws Exception {
        Files.createDirectories(folder.resolve("languages"));
        Files.writeString(
                folder.resolve("languages/tyz.json"), "{\"name\":\"Tày\",\"texts\":{\"kiosk.get\":\"Au số\"}}");

        assertThat(json(ask("/api/texts/tyz", ""))
                        .path("texts")
                        .path("kiosk.get")
                        .asText())
                .isEqualTo("Au số");
        assertThat(json(ask("/api/texts/tyz", ""))
                        .path("texts")
                        .path("kiosk.help")
                        .asText())
                .isEqualTo("Gọi người hỗ trợ");
        assertThat(json(ask("/api/texts", ""))).hasSize(3);
        assertThat(json(ask("/api/texts", "")).path(1).path("offered").asBoolean())
                .isTrue();
        assertThat(json(ask("/api/texts", "")).path(2).path("offered").asBoolean())
                .isFalse();
        assertThat(ask("/api/texts/zz", "").statusCode()).isEqualTo(404);
        assertThat(ask("/api/texts/..%2Foffice", "").statusCode()).isGreaterThanOrEqualTo(400);
    }
}
