package motcua.kiosk.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import motcua.contract.journal.JournalRecord;
import motcua.contract.json.MalformedJson;

/** The mark "practice", which every body carries: the newest body tells whether the kiosk practises. */
final class PracticeMark {
    private PracticeMark() {}

    /** @param newestFirst the newest records; a kiosk without any starts with practice */
    static boolean of(List<JournalRecord> newestFirst) {
        for (JournalRecord each : newestFirst) {
            JsonNode mark = mark(each);
            if (mark.isBoolean()) {
                return mark.booleanValue();
            }
        }
        return true;
    }

    private static JsonNode mark(JournalRecord record) {
        try {
            return record.body().path("practice");
        } catch (MalformedJson e) {
            return MissingNode.getInstance(); // an older body tells it as well
        }
    }
}
