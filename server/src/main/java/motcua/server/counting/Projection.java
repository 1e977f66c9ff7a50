package motcua.server.counting;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.Press;
import motcua.contract.body.Reasons;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.Verdict;
import motcua.contract.body.WindowExpired;
import motcua.contract.journal.RecordHeader;
import motcua.server.dates.Anchor;
import motcua.server.dates.BootAnchors;
import motcua.server.dates.LocalHour;
import motcua.server.storage.Bind;
import motcua.server.storage.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Counts newly stored records of one kiosk at a time: folds them into their services and collects new − old contribution for the
 * cells. Callers hold the lock of the kiosk's row and apply the collected changes in the same transaction. For one transaction.
 */
public final class Projection {
    /** Flags of a press that are shown with and without, the weightiest first. */
    private static final List<String> FLAGS = List.of("BURST", "SELF", "SHORT", "HOURS");

    private static final int HIGHEST_LEVEL = 5;

    private static final String PUT_ANCHOR = """
            INSERT INTO anchor (kiosk, boot, epoch, seq, up_ms, wall_ms, error_ms, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (kiosk, boot, epoch, seq) DO NOTHING
            """;
    private static final String ANCHORS_OF_BOOT =
            "SELECT epoch, seq, up_ms, wall_ms, error_ms, source FROM anchor WHERE kiosk = ? AND boot = ?";

    private final Connection connection;
    private final ServiceStore services;
    private final CellDeltas deltas;

    public Projection(Connection connection, Dialect dialect, CellDeltas deltas) {
        this.connection = connection;
        this.services = new ServiceStore(connection, dialect);
        this.deltas = deltas;
    }

    /**
     * Moves all that a kiosk counts to its new office.
     *
     * @param office '' where the kiosk has none
     */
    public void moveToOffice(String kiosk, String office) throws SQLException {
        Map<String, BootAnchors> anchors = new HashMap<>();
        List<ServiceFold> page = services.pageOfOtherOffice(kiosk, "", office);
        while (!page.isEmpty()) {
            recount(page, office, anchors);
            page = page.size() < ServiceStore.PAGE
                    ? List.of()
                    : services.pageOfOtherOffice(kiosk, page.get(page.size() - 1).service, office);
        }
        List<StrayPress> moved = new ArrayList<>();
        for (StrayPress stray : services.straysOfOtherOffice(kiosk, office)) {
            moved.add(move(stray, stray.at(), office));
        }
        services.putStrays(moved);
    }

    /** Takes in records of one kiosk, each for the first time. */
    public void add(String kiosk, String office, List<ReadRecord> records) throws SQLException {
        Map<String, BootAnchors> anchors = addAnchors(kiosk, office, records);
        Map<String, ServiceFold> folds = loadTouched(kiosk, records);
        Map<String, List<CellKey>> before = new HashMap<>();
        folds.forEach((id, fold) -> {
            List<CellKey> cells = Contribution.of(fold);
            if (!cells.isEmpty()) {
                before.put(id, cells);
            }
        });
        List<StrayPress> strays = new ArrayList<>();
        for (ReadRecord each : records) {
            fold(each, folds, strays);
        }
        List<ServiceFold> changed = new ArrayList<>();
        for (ServiceFold fold : folds.values()) {
            if (!fold.dirty) {
                continue;
            }
            fold.countedAt(hourOf(fold, anchors), officeOf(fold, office));
            deltas.add(before.getOrDefault(fold.service, List.of()), -1);
            deltas.add(Contribution.of(fold), 1);
            changed.add(fold);
        }
        services.put(changed);
        for (int i = 0; i < strays.size(); i++) {
            StrayPress stray = strays.get(i);
            LocalHour at = anchorsOf(stray.kiosk(), stray.boot(), anchors).at(stray.upMs());
            strays.set(i, stray.countedAt(at, office));
            deltas.add(strays.get(i).cell(), 1);
        }
        services.putStrays(strays);
    }

    /** Puts a decision about a service in force; '' for none. */
    public void decide(String kiosk, String service, String decision) throws SQLException {
        Map<String, ServiceFold> found = new HashMap<>();
        services.load(kiosk, List.of(service), found);
        ServiceFold fold = found.computeIfAbsent(service, id -> new ServiceFold(kiosk, id));
        deltas.add(Contribution.of(fold), -1);
        fold.decided(decision);
        deltas.add(Contribution.of(fold), 1);
        services.put(List.of(fold));
    }

    /** Stores new anchors and moves what they date anew. Returns the anchors of their boots, new ones included. */
    private Map<String, BootAnchors> addAnchors(String kiosk, String office, List<ReadRecord> records)
            throws SQLException {
        Map<String, BootAnchors> anchors = new HashMap<>();
        for (ReadRecord each : records) {
            if (!(each.body() instanceof ClockAnchor said)) {
                continue;
            }
            RecordHeader header = each.record().header();
            Anchor anchor = new Anchor(each.chain(), header.seq(), said);
            BootAnchors known = anchorsOf(kiosk, said.boot(), anchors);
            putAnchor(kiosk, each);
            anchors.put(said.boot(), known.with(anchor));
            Optional<BootAnchors.Span> reach = known.reach(anchor);
            if (reach.isPresent()) {
                redate(kiosk, office, said.boot(), reach.get(), anchors);
            }
        }
        return anchors;
    }

    /** Stores the anchor that a record says, if it says one. */
    void putAnchor(String kiosk, ReadRecord read) throws SQLException {
        if (!(read.body() instanceof ClockAnchor said)) {
            return;
        }
        RecordHeader header = read.record().header();
        try (PreparedStatement put = connection.prepareStatement(PUT_ANCHOR)) {
            Bind.all(
                    put,
                    kiosk,
                    said.boot(),
                    read.chain(),
                    header.seq(),
                    said.upMs(),
                    said.wallMs(),
                    said.errorMs(),
                    said.source().name());
            put.executeUpdate();
        }
    }

    private void redate(
            String kiosk, String office, String boot, BootAnchors.Span span, Map<String, BootAnchors> anchors)
            throws SQLException {
        List<ServiceFold> page = services.pageOfBoot(kiosk, boot, span, "");
        while (!page.isEmpty()) {
            recount(page, office, anchors);
            page = page.size() < ServiceStore.PAGE
                    ? List.of()
                    : services.pageOfBoot(kiosk, boot, span, page.get(page.size() - 1).service);
        }
        List<StrayPress> moved = new ArrayList<>();
        BootAnchors ofBoot = anchorsOf(kiosk, boot, anchors);
        for (StrayPress stray : services.straysOfBoot(kiosk, boot, span)) {
            LocalHour at = ofBoot.at(stray.upMs());
            if (!at.equals(stray.at())) {
                moved.add(move(stray, at, office));
            }
        }
        services.putStrays(moved);
    }

    /** Counts services anew whose records did not change, but their date or office. */
    private void recount(List<ServiceFold> folds, String office, Map<String, BootAnchors> anchors) throws SQLException {
        List<ServiceFold> changed = new ArrayList<>();
        for (ServiceFold fold : folds) {
            List<CellKey> old = Contribution.of(fold);
            fold.countedAt(hourOf(fold, anchors), officeOf(fold, office));
            if (fold.dirty) {
                deltas.add(old, -1);
                deltas.add(Contribution.of(fold), 1);
                changed.add(fold);
            }
        }
        services.put(changed);
    }

    private StrayPress move(StrayPress stray, LocalHour at, String office) {
        StrayPress moved = stray.countedAt(at, office);
        deltas.add(stray.cell(), -1);
        deltas.add(moved.cell(), 1);
        return moved;
    }

    private Map<String, ServiceFold> loadTouched(String kiosk, Collection<ReadRecord> records) throws SQLException {
        Set<String> touched = new LinkedHashSet<>();
        for (ReadRecord each : records) {
            String service = serviceOf(each.body());
            if (service != null) {
                touched.add(service);
            }
        }
        Map<String, ServiceFold> folds = new LinkedHashMap<>();
        services.load(kiosk, touched, folds);
        for (String service : touched) {
            folds.computeIfAbsent(service, id -> new ServiceFold(kiosk, id));
        }
        return folds;
    }

    static @Nullable String serviceOf(@Nullable RecordBody body) {
        if (body instanceof ServiceFinished finished) {
            return finished.service();
        }
        if (body instanceof Press press) {
            return counts(press) ? press.service() : null;
        }
        if (body instanceof Reasons reasons) {
            return reasons.service();
        }
        return body instanceof WindowExpired expired ? expired.service() : null;
    }

    /** Whether a press gives a level to a service. One that says so but names no service or no level is unmatched. */
    private static boolean counts(Press press) {
        return press.verdict() == Verdict.COUNTS
                && press.service() != null
                && press.level() != null
                && press.level() >= 1
                && press.level() <= HIGHEST_LEVEL;
    }

    static void fold(ReadRecord each, Map<String, ServiceFold> folds, List<StrayPress> strays) {
        RecordHeader header = each.record().header();
        RecordBody body = each.body();
        String service = serviceOf(body);
        ServiceFold fold = service == null ? null : folds.get(service);
        if (body instanceof Press press) {
            long pressedUpMs = header.upMs() - (press.ageMs() == null ? 0 : press.ageMs());
            if (fold != null && press.level() != null) {
                fold.press(new Place(press.gen(), header.seq(), each.chain()), press.level(), flagOf(press));
                if (press.opens() != null) {
                    fold.visit(each.chain(), header.seq(), header.boot(), pressedUpMs, each.realm(), press.opens(), -1);
                }
            } else {
                Verdict verdict = press.verdict() == Verdict.COUNTS ? Verdict.UNMATCHED : press.verdict();
                strays.add(new StrayPress(
                        header.kiosk(),
                        each.chain(),
                        header.seq(),
                        header.boot(),
                        pressedUpMs,
                        each.realm().name(),
                        press.counter(),
                        verdict.name(),
                        LocalHour.UNDATED,
                        ""));
            }
        } else if (fold != null && body instanceof ServiceFinished finished) {
            fold.visit(
                    each.chain(),
                    header.seq(),
                    header.boot(),
                    header.upMs(),
                    each.realm(),
                    finished.visit(),
                    finished.windowMs());
        } else if (fold != null && body instanceof Reasons reasons) {
            fold.reasons(new Place(reasons.gen(), header.seq(), each.chain()), reasons.reasons());
        } else if (fold != null && body instanceof WindowExpired expired) {
            fold.expired(each.chain(), header.seq(), expired.outcome().name());
        }
    }

    private static String flagOf(Press press) {
        if (!press.flags().isEmpty()) {
            for (String flag : FLAGS) {
                if (press.flags().contains(flag)) {
                    return flag;
                }
            }
        }
        return "";
    }

    /** A service whose visit is not stored yet has no date. */
    private LocalHour hourOf(ServiceFold fold, Map<String, BootAnchors> anchors) throws SQLException {
        return fold.visitSeq == 0
                ? LocalHour.UNDATED
                : anchorsOf(fold.kiosk, fold.boot, anchors).at(fold.upMs);
    }

    private static String officeOf(ServiceFold fold, String office) {
        return fold.visitSeq == 0 ? "" : office;
    }

    private BootAnchors anchorsOf(String kiosk, String boot, Map<String, BootAnchors> cache) throws SQLException {
        BootAnchors known = cache.get(boot);
        if (known == null) {
            known = loadAnchors(kiosk, boot);
            cache.put(boot, known);
        }
        return known;
    }

    private BootAnchors loadAnchors(String kiosk, String boot) throws SQLException {
        List<Anchor> found = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(ANCHORS_OF_BOOT)) {
            Bind.all(query, kiosk, boot);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new Anchor(
                            row.getString(1),
                            row.getLong(2),
                            new ClockAnchor(
                                    boot,
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    AnchorSource.valueOf(row.getString(6)))));
                }
            }
        }
        return BootAnchors.of(found);
    }
}
