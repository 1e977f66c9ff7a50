package motcua.server.reports;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.access.Session;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.Scope;

/** What one request about reports is about, and what who asks may do with it. */
record Asked(Session session, Scope scope, String unit, String unitName, ReportPeriod period) {
    Account account() {
        return session.account();
    }

    /** Whether the person answers for this unit: may write and sign its report. */
    boolean own() {
        return account().role() == Role.LEADER && headed().equals(unit);
    }

    /** Whether the person stands above this unit: nobody receives what the own unit sends. */
    boolean above() {
        return above(unit);
    }

    /** Whether the person stands above a unit. */
    boolean above(String other) {
        return switch (account().role()) {
            case LEADER -> !headed().equals(other) && scope.covers(other);
            case REVIEWER -> !account().unit().equals(other) && scope.covers(other);
            default -> false;
        };
    }

    /** The unit that a head is the head of; whoever heads everything heads what stands at its top, if that is one unit. */
    private String headed() {
        List<OrgUnit> tops = account().unit().isEmpty() ? scope.tree().children("") : List.of();
        return tops.size() == 1 ? tops.get(0).id() : account().unit();
    }

    String query() {
        return "dv=" + URLEncoder.encode(unit, StandardCharsets.UTF_8) + "&ky=" + period.key();
    }
}
