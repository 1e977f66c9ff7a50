package motcua.server.adopt;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import motcua.contract.body.SettingsApplied;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.Role;
import motcua.server.counting.CellDeltas;
import motcua.server.counting.Projection;
import motcua.server.counting.ReadRecord;
import motcua.server.fleet.KioskRow;
import motcua.server.fleet.KioskRows;
import motcua.server.fleet.Names;
import motcua.server.quarantine.Quarantine;
import motcua.server.scales.ScaleStore;
import motcua.server.storage.Bind;
import motcua.server.storage.Database;
import org.jspecify.annotations.Nullable;

/**
 * Decisions to count a branch of a forked chain: one person proposes, another one confirms, both auditor or administrator over
 * everything. Safe for any thread.
 *
 * <p>The head's hash fixes which records a decision is about; records that the kiosk adds to the branch later are kept and not
 * counted until they are adopted too. An adopted record counts beside those of the stored chain, under the name of its branch. A
 * service of which both branches have records stays one service: its level is that of the press which stands highest, as ever.
 * Settings of an adopted branch give names, they do not move the kiosk to another office.
 */
public final class AdoptionStore {
    private static final int LONGEST_REASON = 400;

    private static final String PROPOSE = """
            INSERT INTO adoption (kiosk, epoch, head, first_seq, last_seq, reason, proposed_by, proposed_at_ms,
                confirmed_by, confirmed_at_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', 0)
            """;
    private static final String FIND = "SELECT proposed_by, confirmed_by FROM adoption WHERE kiosk = ? AND head = ?";
    private static final String CONFIRM = """
            UPDATE adoption SET first_seq = ?, confirmed_by = ?, confirmed_at_ms = ? WHERE kiosk = ? AND head = ?
            """;

    private final Database database;
    private final Clock clock;

    public AdoptionStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A branch as people see it.
     *
     * @param head 64 hexadecimal digits
     * @param records how many, of which {@code signed} are vouched for by a checkpoint with the kiosk's key
     * @param state incomplete, open, proposed by NAME or adopted
     */
    public record Listed(
            String kiosk, String epoch, long first, long last, String head, int records, int signed, String state) {}

    /** Who proposed and who confirmed; '' while nobody has. */
    private record Stand(String proposedBy, String confirmedBy) {}

    /** All branches, by kiosk and epoch. */
    public List<Listed> list() {
        return database.read(connection -> {
            List<Listed> all = new ArrayList<>();
            for (Branch each : new BranchQueries(connection).all()) {
                all.add(new Listed(
                        each.kiosk(),
                        each.epoch(),
                        each.first(),
                        each.last(),
                        each.head().hex(),
                        each.records().size(),
                        each.signed(),
                        state(connection, each)));
            }
            return all;
        });
    }

    private static String state(Connection connection, Branch branch) throws SQLException {
        if (branch.open().isEmpty()) {
            return "adopted";
        }
        if (!branch.complete()) {
            return "incomplete";
        }
        return find(connection, branch.kiosk(), branch.head().hex())
                .map(stand -> "proposed by " + stand.proposedBy())
                .orElse("open");
    }

    /**
     * Proposes to count the branch that ends with a record; nothing counts yet.
     *
     * @param head hash of the record, 64 hexadecimal digits
     * @param reason why, for those who look later
     */
    public void propose(String kiosk, String head, String reason, Account by) throws AdoptionRefused {
        String refused = database.write(connection -> {
            new KioskRows(connection, database.dialect(), clock.millis()).lock(kiosk);
            Optional<Stand> stand = find(connection, kiosk, head);
            Branch branch = new BranchQueries(connection).endingAt(kiosk, head).orElse(null);
            String fault = mayDecide(by);
            if (fault == null && (reason.isBlank() || reason.length() > LONGEST_REASON)) {
                fault = "a reason of 1 to " + LONGEST_REASON + " characters is needed";
            }
            if (fault == null) {
                fault = notAdoptable(branch);
            }
            if (fault == null && stand.isPresent()) {
                fault = "proposed already, by " + stand.get().proposedBy();
            }
            if (fault == null && branch != null) {
                try (PreparedStatement propose = connection.prepareStatement(PROPOSE)) {
                    Bind.all(
                            propose,
                            kiosk,
                            branch.epoch(),
                            head,
                            branch.first(),
                            branch.last(),
                            reason,
                            by.name(),
                            clock.millis());
                    propose.executeUpdate();
                }
            }
            log(connection, by, fault == null ? "ADOPT_PROPOSED" : "ADOPT_REFUSED", kiosk, head, reason);
            return fault == null ? "" : fault;
        });
        orThrow(refused);
    }

    /**
     * Confirms what another person proposed; from now on the branch counts.
     *
     * @return how many records began to count
     */
    public int confirm(String kiosk, String head, Account by) throws AdoptionRefused {
        int[] counted = {0};
        String refused = database.write(connection -> {
            KioskRow row = new KioskRows(connection, database.dialect(), clock.millis())
                    .lock(new TreeSet<>(List.of(kiosk)))
                    .get(kiosk);
            Stand stand = find(connection, kiosk, head).orElse(null);
            Branch branch = new BranchQueries(connection).endingAt(kiosk, head).orElse(null);
            String fault = mayDecide(by);
            if (fault == null && stand == null) {
                fault = "nobody has proposed this";
            } else if (fault == null && stand != null && stand.proposedBy().equals(by.name())) {
                fault = by.name() + " proposed this; another person must confirm it";
            } else if (fault == null && stand != null && !stand.confirmedBy().isEmpty()) {
                fault = "adopted already, confirmed by " + stand.confirmedBy();
            }
            if (fault == null) {
                fault = notAdoptable(branch);
            }
            if (fault == null && branch != null && row != null) {
                counted[0] = count(connection, branch, row);
                try (PreparedStatement confirm = connection.prepareStatement(CONFIRM)) {
                    Bind.all(confirm, branch.last() - counted[0] + 1, by.name(), clock.millis(), kiosk, head);
                    confirm.executeUpdate();
                }
            }
            log(connection, by, fault == null ? "ADOPT_CONFIRMED" : "ADOPT_REFUSED", kiosk, head, "");
            return fault == null ? "" : fault;
        });
        orThrow(refused);
        return counted[0];
    }

    private static void orThrow(String refused) throws AdoptionRefused {
        if (!refused.isEmpty()) {
            throw new AdoptionRefused(refused);
        }
    }

    private static @Nullable String mayDecide(Account by) {
        boolean may = (by.role() == Role.AUDITOR || by.role() == Role.ADMINISTRATOR)
                && by.unit().isEmpty()
                && !by.disabled();
        return may ? null : by.name() + " is no auditor or administrator over everything";
    }

    private static @Nullable String notAdoptable(@Nullable Branch branch) {
        if (branch == null) {
            return "no refused record of this kiosk has this hash";
        }
        if (!branch.complete()) {
            return "records before " + branch.first() + " of the branch are missing";
        }
        return branch.open().isEmpty() ? "adopted already" : null;
    }

    private int count(Connection connection, Branch branch, KioskRow kiosk) throws SQLException {
        Quarantine quarantine = new Quarantine(connection, clock.millis());
        List<ReadRecord> records = new ArrayList<>();
        for (Quarantine.Adopted each : branch.open()) {
            quarantine.adopt(each.id(), branch.name());
            ReadRecord read = ReadRecord.of(each.record()).inBranch(branch.name());
            if (read.body() instanceof SettingsApplied settings) {
                new Names(connection)
                        .put(kiosk.kiosk, read.chain(), each.record().header().seq(), settings);
                ScaleStore.put(connection, settings);
            }
            records.add(read);
        }
        CellDeltas deltas = new CellDeltas();
        new Projection(connection, database.dialect(), deltas).add(kiosk.kiosk, kiosk.office, records);
        deltas.apply(connection, database.dialect(), clock.millis());
        return records.size();
    }

    private static Optional<Stand> find(Connection connection, String kiosk, String head) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            Bind.all(query, kiosk, head);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(new Stand(row.getString(1), row.getString(2))) : Optional.empty();
            }
        }
    }

    private void log(Connection connection, Account by, String action, String kiosk, String head, String reason)
            throws SQLException {
        AccessLogStore.add(
                connection, clock.millis(), by.name(), by.role().name(), action, kiosk + " " + head + " " + reason);
    }
}
