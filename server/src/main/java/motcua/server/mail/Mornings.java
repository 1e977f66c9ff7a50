package motcua.server.mail;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import motcua.server.access.Account;
import motcua.server.access.AccountStore;
import motcua.server.access.Role;
import motcua.server.cases.CaseOpener;
import motcua.server.cases.CaseSight;
import motcua.server.cases.CaseStore;
import motcua.server.cases.FeedbackCase;
import motcua.server.language.Language;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.reports.ReportPeriod;
import motcua.server.reports.ReportStore;
import motcua.server.reports.ReportVersion;
import motcua.server.reports.Reports;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.storage.Database;
import motcua.server.watch.Chore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens each morning: cases of the day before are opened, and everybody with an address gets one letter of what waits, none
 * if nothing waits. Of several nodes one sends a letter; when it ends between sending and noting, another sends the letter again with
 * the same Message-ID. One that cannot go is tried again, after a minute and then each time after
 * twice as long, until it goes. Its own thread, one look a minute.
 */
public final class Mornings implements AutoCloseable {
    /** When the letters go. */
    static final LocalTime FIRST = LocalTime.of(7, 0);

    private static final Logger LOG = LoggerFactory.getLogger(Mornings.class);
    private static final int MOST_LINES = 20;
    private static final long DAY_MS = 86_400_000;
    private static final long MINUTE_MS = 60_000;
    private static final long LONGEST_WAIT_MS = 60 * MINUTE_MS;

    /** Each step of the mail server has 20 s; a letter has some. */
    private static final long CLAIM_MS = 10 * MINUTE_MS;

    private final CaseOpener opener;
    private final CaseStore cases;
    private final ReportStore reports;
    private final OrganisationStore organisation;
    private final AccountStore accounts;
    private final AddressStore addresses;
    private final Optional<Mailer> mailer;
    private final Clock clock;
    private final String url;
    private final String node = UUID.randomUUID().toString();
    private final Chore chore;
    private long quietUntilMs;
    private int failures;

    /**
     * Mornings of this server; nothing happens before {@link #start}.
     *
     * @param mailer empty if no letters are sent
     * @param url where the pages are, for the letters
     */
    public Mornings(
            Database database,
            CaseOpener opener,
            CaseStore cases,
            ReportStore reports,
            OrganisationStore organisation,
            AccountStore accounts,
            AddressStore addresses,
            Optional<Mailer> mailer,
            Clock clock,
            String url) {
        this.opener = opener;
        this.cases = cases;
        this.reports = reports;
        this.organisation = organisation;
        this.accounts = accounts;
        this.addresses = addresses;
        this.mailer = mailer;
        this.clock = clock;
        this.url = url;
        this.chore = new Chore("mornings", this::look, database, clock);
    }

    /** Looks every minute from now on. */
    public Mornings start() {
        chore.start(0, 60, TimeUnit.SECONDS);
        return this;
    }

    /** One look: opens what is to be opened and sends what is to be sent; how many letters went. For one thread. */
    int look() {
        LocalDateTime now = LocalDateTime.now(clock.withZone(Satisfaction.ZONE));
        if (now.toLocalTime().isBefore(FIRST)) {
            return 0;
        }
        int sent = 0;
        try {
            int opened = opener.openDue();
            if (opened > 0) {
                LOG.info("opened {} cases", opened);
            }
        } finally {
            // Letters go whether or not cases could be opened; what could not is told by who does the chore.
            if (mailer.isPresent()) {
                sent = send(mailer.get(), now.toLocalDate());
            }
        }
        return sent;
    }

    /** While the server takes no letters it is left alone, each time twice as long. */
    private int send(Mailer through, LocalDate today) {
        long nowMs = clock.millis();
        if (nowMs < quietUntilMs) {
            return 0;
        }
        int sent = 0;
        List<AddressStore.Address> due = addresses.due(today.toString(), nowMs);
        List<FeedbackCase> waiting = due.isEmpty()
                ? List.of()
                : cases.all().stream().filter(FeedbackCase::waits).toList();
        for (AddressStore.Address each : due) {
            if (!addresses.claim(each.account(), today.toString(), node, nowMs, nowMs + CLAIM_MS)) {
                continue;
            }
            try {
                sent += send(through, each, today, waiting) ? 1 : 0;
                addresses.sent(each.account(), today.toString(), node);
                failures = 0;
            } catch (Mailer.RefusedAddress e) {
                failed(each, nowMs, e);
            } catch (IOException e) {
                failed(each, nowMs, e);
                failures++;
                quietUntilMs = nowMs + wait(failures);
                return sent;
            } catch (RuntimeException e) {
                // Of one letter that cannot be written the others know nothing.
                failed(each, nowMs, e);
            }
        }
        return sent;
    }

    private void failed(AddressStore.Address each, long nowMs, Exception why) {
        long nextMs = nowMs + wait(each.tries() + 1);
        LOG.warn(
                "the letter to {} could not go: {}; tried again in {} min",
                each.account(),
                why,
                wait(each.tries() + 1) / MINUTE_MS);
        addresses.failed(
                each.account(), node, nextMs, String.valueOf(why.getMessage() == null ? why : why.getMessage()));
    }

    /** One minute, then twice as long each time, an hour at most. */
    static long wait(int failures) {
        return Math.min(LONGEST_WAIT_MS, MINUTE_MS << Math.min(failures - 1, 10));
    }

    private boolean send(Mailer through, AddressStore.Address to, LocalDate today, List<FeedbackCase> waiting)
            throws IOException {
        Optional<Account> account = accounts.find(to.account()).filter(a -> !a.disabled());
        List<String> lines =
                account.isEmpty() ? List.of() : Language.VIETNAMESE.during(() -> lines(account.get(), today, waiting));
        if (lines.isEmpty()) {
            return false;
        }
        String text = "Kính gửi " + to.account() + ",\n\nViệc chờ ngày " + Figures.day(today) + ":\n\n"
                + String.join("\n", lines) + "\n\n" + url
                + "\n\nThư tự động, mỗi sáng nhiều nhất một thư; đổi địa chỉ hoặc thôi nhận: " + url + "/thu-bao\n";
        through.send(
                "digest " + today + " " + to.account(),
                to.address(),
                "Một Cửa: " + lines.size() + " việc chờ ngày " + Figures.day(today),
                text);
        return true;
    }

    private List<String> lines(Account account, LocalDate today, List<FeedbackCase> all) {
        OrganisationStore.Tree tree = organisation.tree(today.toString());
        Scope scope = new Scope(tree, account);
        CaseSight sight = new CaseSight(scope, today);
        List<String> lines = new ArrayList<>();
        if (account.role().seesClerks()) {
            List<FeedbackCase> waiting = all.stream().filter(sight::sees).toList();
            long late = waiting.stream().filter(c -> c.late(today)).count();
            if (!waiting.isEmpty()) {
                lines.add("- " + waiting.size() + " vụ việc chờ trả lời, " + late + " quá hạn.");
            }
            waiting.stream()
                    .filter(c -> c.late(today))
                    .limit(MOST_LINES)
                    .forEach(c -> lines.add("- Quá hạn " + Figures.day(c.due()) + ": " + c.id()));
            reports(account, tree, today, lines);
        }
        return lines;
    }

    private void reports(Account account, OrganisationStore.Tree tree, LocalDate today, List<String> lines) {
        long since = clock.millis() - 7 * DAY_MS;
        for (ReportStore.Reminder each : reports.remindersSince(since)) {
            if (each.unit().equals(account.unit()) && !sent(each.unit(), each.period())) {
                lines.add("- Cấp trên nhắc gửi báo cáo "
                        + ReportPeriod.ofKey(each.period())
                                .map(ReportPeriod::name)
                                .orElse(each.period()) + ".");
            }
        }
        ReportPeriod usual = ReportPeriod.usual(today);
        if (!account.unit().isEmpty() && today.isAfter(usual.to().plusDays(Reports.DUE_DAYS))) {
            if (account.role() == Role.REVIEWER) {
                List<String> missing = tree.children(account.unit()).stream()
                        .filter(c -> !tree.offices(c.id()).isEmpty() && !sent(c.id(), usual.key()))
                        .map(OrgUnit::name)
                        .toList();
                if (!missing.isEmpty()) {
                    lines.add("- " + missing.size() + " đơn vị quá hạn gửi báo cáo " + usual.name() + ": "
                            + String.join(", ", missing.subList(0, Math.min(missing.size(), MOST_LINES))) + ".");
                }
            }
        }
    }

    private boolean sent(String unit, String period) {
        return reports.latest(unit, period).filter(ReportVersion::isSent).isPresent();
    }

    @Override
    public void close() {
        chore.close();
    }
}
