package motcua.kiosk.desk;

import io.javalin.http.BadRequestResponse;
import java.util.List;
import motcua.contract.body.Kind;
import motcua.kiosk.office.Office;
import motcua.kiosk.office.OfficeData;
import org.jspecify.annotations.Nullable;

/** What a clerk may say a visit was about: procedures of the office's list, since an office may not invent one. Safe for any thread. */
final class Procedures {
    private static final int MOST = 10;

    private final Office office;

    Procedures(Office office) {
        this.office = office;
    }

    List<OfficeData.Procedure> all() {
        return office.data().map(OfficeData::procedures).orElse(List.of());
    }

    /** The given codes, each once. */
    List<String> listed(@Nullable List<String> given) {
        List<String> codes =
                given == null ? List.of() : given.stream().distinct().toList();
        List<String> known = all().stream().map(OfficeData.Procedure::code).toList();
        if (codes.size() > MOST || !known.containsAll(codes)) {
            throw new BadRequestResponse("Thủ tục không có trong danh mục");
        }
        return codes;
    }

    /** The subject field all these share; absent if they do not, or it is unknown. */
    @Nullable
    String fieldOf(List<String> codes) {
        return office.data().map(data -> data.fieldOf(codes)).orElse(null);
    }

    static Kind kind(@Nullable String given) {
        try {
            return given == null ? Kind.PROCEDURE : Kind.valueOf(given);
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("Không có loại việc này");
        }
    }
}
