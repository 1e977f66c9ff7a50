package motcua.server.succession;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.LocalDate;

/** Totals as JSON. */
public final class TotalsJson {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new SimpleModule().addSerializer(LocalDate.class, ToStringSerializer.instance));

    private TotalsJson() {}

    /** The text of a total. */
    public static String text(UnitTotal total) {
        try {
            return JSON.writeValueAsString(total);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("totals are JSON", e);
        }
    }
}
