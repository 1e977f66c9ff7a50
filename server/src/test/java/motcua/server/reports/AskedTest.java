package motcua.server.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.access.Session;
import motcua.server.html.Page;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.storage.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who answers for a report and who stands above it: never the same person, judged by the unit. */
class AskedTest {
    @TempDir
    Path folder;

    @Test
    void nobodyStandsAboveTheReportOfTheOwnUnit() {
        try (ReportOffice office = new ReportOffice(Store.SQLITE, folder)) {
            OrganisationStore.Tree tree = office.organisation.tree("2026-10-20");
            for (Role role : Role.everyAccount()) {
                for (String of : List.of("", "tinh", "xa-a")) {
                    for (String unit : List.of("tinh", "xa-a")) {
                        Asked asked = asked(tree, role, of, unit);
                        String who = role + " of '" + of + "', report of " + unit;
                        assertThat(asked.own() && asked.above()).as(who).isFalse();
                        boolean head = role == Role.LEADER && (of.equals(unit) || of.isEmpty() && unit.equals("tinh"));
                        assertThat(asked.own()).as(who).isEqualTo(head);
                        boolean above = (role == Role.LEADER || role == Role.REVIEWER)
                                && !head
                                && !of.equals(unit)
                                && (of.isEmpty() || of.equals("tinh"));
                        assertThat(asked.above()).as(who).isEqualTo(above);
                    }
                }
            }
        }
    }

    @Test
    void theKeyToRemindIsThereForWhoeverStandsAboveTheUnitAndForNobodyElse() {
        try (ReportOffice office = new ReportOffice(Store.SQLITE, folder)) {
            OrganisationStore.Tree tree = office.organisation.tree("2026-10-20");
            assertThat(list(office, asked(tree, Role.REVIEWER, "tinh", "tinh"))).contains("/reports/remind");
            assertThat(list(office, asked(tree, Role.LEADER, "tinh", "tinh"))).contains("/reports/remind");
            assertThat(list(office, asked(tree, Role.LEADER, "", "tinh"))).contains("/reports/remind");
            assertThat(list(office, asked(tree, Role.AUDITOR, "tinh", "tinh"))).doesNotContain("/reports/remind");
            assertThat(list(office, asked(tree, Role.OBSERVER, "tinh", "tinh"))).doesNotContain("/reports/remind");
        }
    }

    private static Asked asked(OrganisationStore.Tree tree, Role role, String of, String unit) {
        Account account = new Account("ai", role, of, false);
        return new Asked(new Session(account, "token"), new Scope(tree, account), unit, unit, ReportOffice.QUARTER);
    }

    private static String list(ReportOffice office, Asked asked) {
        Consolidation below = Consolidation.of(asked.scope().tree(), asked.unit(), List.of(), office.reports.fields());
        return new ReportListPage(
                        asked,
                        List.of(),
                        below,
                        office.store.reminders(asked.period().key()),
                        ReportOffice.QUARTER.to())
                .in(Page.titled("x"));
    }
}
