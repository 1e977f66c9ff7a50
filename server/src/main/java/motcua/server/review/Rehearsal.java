package motcua.server.review;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionQuestion;
import motcua.server.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks after a start what the first pages are going to ask, in the background and once, so that the first person to look does not
 * wait for cells to be made safe. Tells nothing for the first time. A fault is logged and harms nothing.
 */
public final class Rehearsal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private static final long LONGEST_GOODBYE_MS = 2_000;
    /** A year of quarters, and as many months. */
    private static final int PERIODS_OF_THE_TOP = 4;

    private final Satisfaction satisfaction;
    private final OrganisationStore organisation;
    private final ReviewAnswers answers;
    private final Supplier<List<Account>> accounts;
    private final Thread thread = new Thread(this::run, "rehearsal");
    private volatile boolean closed;

    /** @param accounts whose first pages are rehearsed */
    private Rehearsal(
            Satisfaction satisfaction,
            OrganisationStore organisation,
            Database database,
            Supplier<List<Account>> accounts) {
        this.satisfaction = satisfaction.rehearsal();
        this.organisation = organisation;
        this.answers = new ReviewAnswers(this.satisfaction, organisation, database);
        this.accounts = accounts;
    }

    /** Begins; returns at once. */
    public static Rehearsal start(
            Satisfaction satisfaction,
            OrganisationStore organisation,
            Database database,
            Supplier<List<Account>> accounts) {
        Rehearsal rehearsal = new Rehearsal(satisfaction, organisation, database, accounts);
        rehearsal.thread.setDaemon(true);
        rehearsal.thread.start();
        return rehearsal;
    }

    private void run() {
        long begin = System.nanoTime();
        try {
            List<String> units = accounts.get().stream()
                    .filter(account -> !account.disabled() && account.role() != Role.CLERK)
                    .map(Account::unit)
                    .distinct()
                    .sorted(Comparator.comparingInt(String::length))
                    .toList();
            for (String unit : units) {
                if (closed) {
                    return;
                }
                look(new Account("", Role.OBSERVER, unit, false), unit.equals(units.get(0)) ? PERIODS_OF_THE_TOP : 1);
            }
            LOG.info(
                    "first pages of {} units rehearsed in {} ms",
                    units.size(),
                    (System.nanoTime() - begin) / 1_000_000);
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.warn("the first pages are not rehearsed and come slower", e);
            }
        }
    }

    private void look(Account account, int periods) {
        ReviewData.Choice first = answers.of(account, new ReviewAnswers.Asked(null, null, null, null))
                .choice();
        List<String> quarters = first.periods().stream()
                .filter(ReviewPeriod::isQuarter)
                .limit(periods)
                .map(ReviewPeriod::key)
                .toList();
        List<String> months = first.periods().stream()
                .filter(each -> !each.isQuarter())
                .limit(periods)
                .map(ReviewPeriod::key)
                .toList();
        for (String key : Stream.concat(quarters.stream(), months.stream()).toList()) {
            if (closed) {
                return;
            }
            ReviewPeriod period = answers.of(account, new ReviewAnswers.Asked(null, key, null, null))
                    .choice()
                    .period();
            Set<String> offices = SatisfactionRoutes.offices(organisation, account, null, satisfaction.today());
            satisfaction.safe(new SatisfactionQuestion(
                    Dimension.OFFICE,
                    period.from(),
                    period.to(),
                    offices,
                    Optional.of(first.realm()),
                    Optional.empty()));
        }
    }

    /** Ends it; what it reads just then may be cut off. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(LONGEST_GOODBYE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
