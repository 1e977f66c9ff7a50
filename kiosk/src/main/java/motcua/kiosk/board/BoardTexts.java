package motcua.kiosk.board;

import java.util.List;
import motcua.contract.settings.OfficeHours;
import motcua.contract.settings.OfficeTexts;
import motcua.kiosk.office.OfficeData;

/**
 * What the office has posted beside the numbers.
 *
 * @param notices in the office's own words
 * @param posted procedures as they hang on the wall; what the office did not give is left out, never guessed
 * @param receptionDays days of the month on which leaders receive citizens, ascending
 */
record BoardTexts(
        List<String> notices, List<String> slogans, List<OfficeTexts.Posted> posted, List<Integer> receptionDays) {
    /** An office that has posted nothing. */
    static final BoardTexts NONE = new BoardTexts(List.of(), List.of(), List.of(), List.of());

    static BoardTexts of(OfficeData office) {
        return new BoardTexts(
                office.texts().notices(),
                office.texts().slogans(),
                office.texts().posted(),
                office.hours().reception().stream()
                        .map(OfficeHours.ReceptionDay::dayOfMonth)
                        .distinct()
                        .sorted()
                        .toList());
    }
}
