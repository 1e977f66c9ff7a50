package motcua.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import motcua.server.access.Account;
import motcua.server.access.AccountStore;
import motcua.server.access.Passwords;
import motcua.server.access.Role;
import motcua.server.cases.CaseOpener;
import motcua.server.cases.CaseStore;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.reports.ReportStore;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The digest over a real SMTP server on a real socket. */
class MorningsTest {
    private static final Account LEADER = new Account("le.thanh", Role.LEADER, "xa-a", false);
    private static final Account REVIEWER = new Account("hoai.nam", Role.REVIEWER, "tinh", false);

    @TempDir
    Path folder;

    private Mornings mornings(Database database, String moment, int port) {
        return mornings(database, Clock.fixed(Instant.parse(moment), ZoneOffset.UTC), port);
    }

    private Mornings mornings(Database database, Clock clock, int port) {
        OrganisationStore organisation = new OrganisationStore(database);
        CaseStore cases = new CaseStore(database, clock);
        MailConfig config = new MailConfig("127.0.0.1", port, false, "", "", "motcua@example.org");
        return new Mornings(
                database,
                new CaseOpener(database, cases, organisation, clock),
                cases,
                new ReportStore(database, clock),
                organisation,
                new AccountStore(database, new Passwords(64, 1), clock),
                new AddressStore(database),
                Optional.of(new Mailer(config, clock)),
                clock,
                "https://motcua.example.org");
    }

    private Database database(Store store) {
        Database database = TestDatabases.open(store, folder);
        OrganisationStore organisation = new OrganisationStore(database);
        organisation.put(new OrgUnit("tinh", "", "TINH", "Tỉnh Trường Hà"), "2020-01-01");
        organisation.put(new OrgUnit("xa-a", "tinh", "PHUONG", "Phường Minh Khai"), "2020-01-01");
        organisation.put(new OrgUnit("o-a", "xa-a", "OFFICE", "Một cửa A"), "2020-01-01");
        database.writes().useHandle(h -> {
            h.execute("INSERT INTO office VALUES ('o-a', 'Một cửa A', 'k-o-a', 1, 1, 'e')");
            h.execute(
                    "INSERT INTO reason_cell VALUES ('REAL', '2026-09-29', 'o-a', 2, 'c1', 'dat-dai', 'VISIT', 0, 'WAIT_LONG', 1)");
            h.execute(
                    "INSERT INTO reason_cell VALUES ('REAL', '2026-09-29', 'o-a', 2, 'c1', 'dat-dai', 'VISIT', 0, 'HARASSMENT', 1)");
        });
        AccountStore accounts = new AccountStore(database, new Passwords(64, 1), Clock.systemUTC());
        accounts.add(LEADER, "mat-khau-dai-1");
        accounts.add(REVIEWER, "mat-khau-dai-1");
        AddressStore addresses = new AddressStore(database);
        addresses.put(LEADER.name(), "chu-tich@xa-a.example.org");
        addresses.put(REVIEWER.name(), "van-phong@tinh.example.org");
        return database;
    }

    private static GreenMail smtp(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void eachGetsOneLetterAMorningWithWhatTheyMayKnow(Store store) throws Exception {
        GreenMail smtp = smtp(0);
        try (Database database = database(store);
                Mornings early = mornings(
                        database, "2026-10-04T23:59:00Z", smtp.getSmtp().getPort());
                Mornings seven = mornings(
                        database, "2026-10-05T00:00:00Z", smtp.getSmtp().getPort());
                Mornings later = mornings(
                        database, "2026-10-05T05:00:00Z", smtp.getSmtp().getPort())) {
            assertThat(early.look()).as("not before seven").isZero();
            assertThat(seven.look()).isEqualTo(2);
            assertThat(later.look()).as("one a morning").isZero();

            MimeMessage[] letters = smtp.getReceivedMessages();
            assertThat(letters).hasSize(2);
            assertThat(letters[0].getAllRecipients()[0].toString()).isEqualTo("van-phong@tinh.example.org");
            assertThat(letters[0].getContent().toString()).contains("- 2 vụ việc chờ trả lời, 0 quá hạn.");
            assertThat(letters[1].getAllRecipients()[0].toString()).isEqualTo("chu-tich@xa-a.example.org");
            assertThat(letters[1].getContent().toString())
                    .contains("- 1 vụ việc chờ trả lời, 0 quá hạn.")
                    .contains("Việc chờ ngày 05/10/2026")
                    .contains("https://motcua.example.org");
            assertThat(letters[1].getSubject()).isEqualTo("Một Cửa: 1 việc chờ ngày 05/10/2026");
        } finally {
            smtp.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aReviewerOfTheCommuneItselfIsNotToldOfHarassment(Store store) throws Exception {
        GreenMail smtp = smtp(0);
        try (Database database = database(store)) {
            Account inside = new Account("trong", Role.REVIEWER, "xa-a", false);
            new AccountStore(database, new Passwords(64, 1), Clock.systemUTC()).add(inside, "mat-khau-dai-1");
            new AddressStore(database).put(inside.name(), "trong@xa-a.example.org");
            try (Mornings mornings =
                    mornings(database, "2026-10-05T00:00:00Z", smtp.getSmtp().getPort())) {
                assertThat(mornings.look()).isEqualTo(3);
            }
            for (MimeMessage letter : smtp.getReceivedMessages()) {
                boolean above = letter.getAllRecipients()[0].toString().endsWith("tinh.example.org");
                assertThat(letter.getContent().toString())
                        .contains("- " + (above ? 2 : 1) + " vụ việc chờ trả lời, 0 quá hạn.");
            }
        } finally {
            smtp.stop();
        }
    }

    /** Nobody listens: the server is left alone, each time twice as long, and the page of devices says so until all went. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aLetterThatCouldNotGoGoesWhenTheServerIsBack(Store store) throws Exception {
        int port = freePort();
        Instant start = Instant.parse("2026-10-05T00:30:00Z");
        AtomicReference<Instant> now = new AtomicReference<>(start);
        try (Database database = database(store);
                Mornings mornings = mornings(database, moving(now), port)) {
            List<Long> tried = new ArrayList<>();
            for (int minute = 0; minute < 200; minute++) {
                now.set(start.plus(Duration.ofMinutes(minute)));
                long before = tries(database);
                assertThat(mornings.look()).isZero();
                if (tries(database) > before) {
                    tried.add((long) minute);
                }
            }
            assertThat(tried).as("1, 2, 4, … 60 minutes").containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 63L, 123L, 183L);
            String note = new Undone(database).note().toString();
            assertThat(note).contains("2 thư báo buổi sáng chưa gửi được").doesNotContain("example.org");

            GreenMail smtp = smtp(port);
            try {
                now.set(start.plus(Duration.ofMinutes(250)));
                assertThat(mornings.look()).isEqualTo(2);
                assertThat(smtp.getReceivedMessages()).hasSize(2);
                assertThat(new Undone(database).note().toString()).isEmpty();
            } finally {
                smtp.stop();
            }
        }
    }

    private static Clock moving(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.fixed(now.get(), zone);
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }

    private static long tries(Database database) {
        return database.reads()
                .withHandle(h -> h.createQuery("SELECT SUM(tries) FROM digest_address")
                        .mapTo(Long.class)
                        .one());
    }

    /** Four nodes look at the same moment: each letter goes once. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void ofSeveralNodesOneSendsALetter(Store store) throws Exception {
        GreenMail smtp = smtp(0);
        try (Database database = database(store)) {
            List<Mornings> nodes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                nodes.add(mornings(
                        database, "2026-10-05T00:00:00Z", smtp.getSmtp().getPort()));
            }
            List<CompletableFuture<Integer>> looks = nodes.stream()
                    .map(node -> CompletableFuture.supplyAsync(node::look))
                    .toList();
            int sent = 0;
            for (CompletableFuture<Integer> look : looks) {
                sent += look.get(60, TimeUnit.SECONDS);
            }
            assertThat(sent).isEqualTo(2);
            assertThat(smtp.getReceivedMessages()).hasSize(2);
            nodes.forEach(Mornings::close);
        } finally {
            smtp.stop();
        }
    }

    /** A node ends after the mail server took its letters and before it noted that: another sends them again, to be known as the same. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void aLetterThatGoesTwiceHasOneMessageId(Store store) throws Exception {
        GreenMail smtp = smtp(0);
        try (Database database = database(store)) {
            int port = smtp.getSmtp().getPort();
            try (Mornings node = mornings(database, "2026-10-05T00:00:00Z", port)) {
                assertThat(node.look()).isEqualTo(2);
            }
            long until = Instant.parse("2026-10-05T00:10:00Z").toEpochMilli();
            database.writes()
                    .useHandle(h -> h.execute(
                            "UPDATE digest_address SET last_day = '', claimed_by = 'ended', claimed_until_ms = ?",
                            until));
            try (Mornings other = mornings(database, "2026-10-05T00:11:00Z", port)) {
                assertThat(other.look()).isEqualTo(2);
            }
            try (Mornings tomorrow = mornings(database, "2026-10-06T00:00:00Z", port)) {
                assertThat(tomorrow.look()).isEqualTo(2);
            }
            List<String> ids = new ArrayList<>();
            for (MimeMessage letter : smtp.getReceivedMessages()) {
                ids.add(letter.getAllRecipients()[0] + " " + letter.getMessageID());
            }
            assertThat(ids).hasSize(6).allMatch(id -> id.matches("\\S+ <[0-9a-f]{32}@example\\.org>"));
            assertThat(Set.copyOf(ids)).as("two people, two mornings").hasSize(4);
            assertThat(Set.copyOf(ids).stream().map(id -> Collections.frequency(ids, id)))
                    .as("only the two of the first morning went twice")
                    .containsExactlyInAnyOrder(2, 2, 1, 1);
        } finally {
            smtp.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void aClaimIsOneNodesUntilItIsOver(Store store) {
        try (Database database = database(store)) {
            AddressStore addresses = new AddressStore(database);
            String day = "2026-10-05";
            assertThat(addresses.claim(LEADER.name(), day, "a", 1_000, 2_000)).isTrue();
            assertThat(addresses.claim(LEADER.name(), day, "b", 1_500, 2_500)).isFalse();
            assertThat(addresses.due(day, 1_500))
                    .extracting(AddressStore.Address::account)
                    .containsExactly(REVIEWER.name());
            assertThat(addresses.claim(LEADER.name(), day, "b", 2_000, 3_000))
                    .as("a has ended")
                    .isTrue();
            addresses.sent(LEADER.name(), day, "a");
            assertThat(addresses.claim(LEADER.name(), day, "c", 3_000, 4_000))
                    .as("it was b's to say")
                    .isTrue();
            addresses.sent(LEADER.name(), day, "c");
            assertThat(addresses.claim(LEADER.name(), day, "d", 9_000, 9_500)).isFalse();
        }
    }

    /** One address is wrong: the others have their letters, and the wrong one is told of. */
    @ParameterizedTest
    @EnumSource(Store.class)
    void anAddressThatIsRefusedKeepsNobodyElseFromALetter(Store store) throws Exception {
        GreenMail smtp = smtp(0);
        try (Database database = database(store);
                Mornings mornings = mornings(
                        database, "2026-10-05T00:00:00Z", smtp.getSmtp().getPort())) {
            new AddressStore(database).put(REVIEWER.name(), "hai dau cach@@");
            assertThat(mornings.look()).isEqualTo(1);
            assertThat(smtp.getReceivedMessages()).hasSize(1);
            assertThat(new Undone(database).note().toString()).contains("1 thư báo buổi sáng chưa gửi được");
        } finally {
            smtp.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void nobodyGetsALetterWhenNothingWaits(Store store) {
        GreenMail smtp = smtp(0);
        try (Database database = database(store)) {
            database.writes().useHandle(h -> h.execute("DELETE FROM reason_cell"));
            try (Mornings mornings =
                    mornings(database, "2026-10-05T00:30:00Z", smtp.getSmtp().getPort())) {
                assertThat(mornings.look()).isZero();
                assertThat(smtp.getReceivedMessages()).isEmpty();
            }
        } finally {
            smtp.stop();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
