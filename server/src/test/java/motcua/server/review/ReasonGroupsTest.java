package motcua.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonGroupsTest {
    @Test
    void everyReasonOfBeingUnsatisfiedHasAGroupOfTheThreeThatSuperiorsAskAbout() {
        ReasonGroups groups = new ReasonGroups();

        assertThat(groups.entries())
                .extracting(ReasonGroups.Entry::code)
                .doesNotHaveDuplicates()
                .hasSize(12);
        assertThat(groups.entries())
                .allMatch(e ->
                        List.of("FACILITIES", "ATTITUDE", "MANNER", "OTHER").contains(e.group()))
                .allMatch(e -> !Reasons.word(e.code()).equals(e.code()))
                .allMatch(e -> e.code().equals("OTHER")
                        || !e.papi().isEmpty() && !e.qd766().isEmpty());
        assertThat(groups.word("FACILITY")).isEqualTo("cơ sở vật chất, trang thiết bị");
        assertThat(groups.word("FRIENDLY")).isEmpty();
    }
}
