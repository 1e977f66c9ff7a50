package motcua.kiosk.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON in and out of the routes. */
public final class Answers {
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Answers() {}

    /** Answers with the value; absent fields are left out. */
    public static void json(Context ctx, Object value) {
        ctx.contentType("application/json; charset=utf-8").result(text(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Refuses a PIN: a wrong one, or one that was not looked at because too many came. */
    public static void wrongPin(Context ctx, boolean wait) {
        ctx.status(wait ? 429 : 401);
        json(ctx, Map.of("error", wait ? "Xin chờ một lúc rồi nhập lại" : "Mã PIN chưa đúng"));
    }

    /** The value as JSON text. */
    public static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** The body of the request; an empty body is an empty object. */
    public static <T> T body(Context ctx, Class<T> type) {
        byte[] bytes = ctx.bodyAsBytes();
        try {
            return JSON.readValue(bytes.length == 0 ? new byte[] {'{', '}'} : bytes, type);
        } catch (java.io.IOException e) {
            throw new BadRequestResponse("Yêu cầu không đọc được");
        }
    }
}
