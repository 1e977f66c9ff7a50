package motcua.server.review;

import static motcua.server.language.Language.say;

import motcua.server.catalogue.Catalogue;
import motcua.server.catalogue.Procedure;
import motcua.server.satisfaction.SatisfactionRow;

/** What people call the key of a row. */
final class RowNames {
    private final ReviewData data;
    private final Catalogue catalogue;

    RowNames(ReviewData data, Catalogue catalogue) {
        this.data = data;
        this.catalogue = catalogue;
    }

    /** The name of a row in a table. */
    String of(String table, SatisfactionRow row) {
        String key = row.key();
        if (table.equals("ly_do")) {
            return Reasons.word(key);
        }
        if (key.equals(SatisfactionRow.MERGED)) {
            return say("Các dòng nhỏ (gộp)", "Small rows (merged)");
        }
        String office = row.office() == null ? "" : row.office();
        return switch (table) {
            case "tong" -> say("Cộng", "Total");
            case "don_vi" ->
                data.officeNames().getOrDefault(key, key.isEmpty() ? say("Chưa rõ đơn vị", "Unknown office") : key);
            case "quay" -> data.names().counter(office, key);
            case "cong_chuc" -> data.names().clerk(office, key);
            case "thu_tuc" ->
                key.isEmpty()
                        ? say("Chưa xác định thủ tục", "Procedure not named")
                        : catalogue.procedure(key).map(Procedure::shortName).orElse(key);
            default -> catalogue.fieldName(key);
        };
    }
}
