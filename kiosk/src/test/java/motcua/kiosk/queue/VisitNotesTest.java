package motcua.kiosk.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import motcua.contract.body.Guidance;
import motcua.contract.body.Kind;
import motcua.contract.body.Respondent;
import motcua.kiosk.counter.Served;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes about visits under way, over restarts. */
class VisitNotesTest {
    private static final Served ABOUT_LAND = new Served(
            Kind.PROCEDURE,
            "Đất đai",
            List.of("1.012796", "2.000815"),
            Respondent.ORGANISATION,
            List.of(Guidance.ONLINE_FILING),
            12);
    private static final Served RESULT = Served.about(Kind.RESULT, null, List.of());

    @TempDir
    Path folder;

    @Test
    void whatWasNotedIsThereAfterARestartUntilItsTicketIsFinished() {
        Path file = folder.resolve("notes.json");
        VisitNotes before = VisitNotes.in(file);
        before.put("a", ABOUT_LAND);
        before.put("b", RESULT);
        before.keep(before::all);

        VisitNotes after = VisitNotes.in(file);
        assertThat(after.of("a")).contains(ABOUT_LAND);
        assertThat(after.of("b")).contains(RESULT);
        assertThat(after.of("c")).isEmpty();

        after.retain(ticket -> !ticket.equals("a"));
        assertThat(after.of("a")).isEmpty();
        after.put("b", ABOUT_LAND);
        after.keep(after::all);
        assertThat(VisitNotes.in(file).of("a")).isEmpty();
        assertThat(VisitNotes.in(file).of("b")).contains(ABOUT_LAND);
    }

    @Test
    void aDamagedFileCostsTheNotesAndNothingElse() throws Exception {
        Path file = folder.resolve("notes.json");
        for (String damage : List.of("", "{\"a\":", "[1,2]", "{\"a\":{\"kind\":\"NONE\"}}", "null", "{\"a\":null}")) {
            Files.writeString(file, damage);
            VisitNotes notes = VisitNotes.in(file);
            assertThat(notes.of("a")).as(damage).isEmpty();
            notes.put("b", RESULT);
            notes.keep(notes::all);
            assertThat(VisitNotes.in(file).of("b")).as(damage).contains(RESULT);
        }
    }
}
