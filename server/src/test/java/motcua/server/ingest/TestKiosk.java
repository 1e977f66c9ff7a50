package motcua.server.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.Boot;
import motcua.contract.body.Checkpoint;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.Outcome;
import motcua.contract.body.Press;
import motcua.contract.body.PressSource;
import motcua.contract.body.Reasons;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.Verdict;
import motcua.contract.body.Visit;
import motcua.contract.body.WindowExpired;
import motcua.contract.journal.ClockTrust;
import motcua.contract.journal.Hash;
import motcua.contract.journal.Hex;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordHeader;
import motcua.contract.journal.RecordType;
import motcua.contract.json.CanonicalJson;
import motcua.contract.json.JsonBinding;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Hello;

/** A kiosk's journal for tests: records as a kiosk makes them, on a clock the test moves. */
public final class TestKiosk {
    /** 2026-03-02 08:00 in Vietnam. */
    public static final long MORNING = 1_772_413_200_000L;

    public final String id;
    private final SigningKey key;
    private final SplittableRandom random;
    private final List<JournalRecord> records = new ArrayList<>();
    private String epoch;
    private int gen;
    private long seq;
    private Hash head;
    private String boot;
    private long upMs = 1_000;
    public boolean practice;
    public boolean simulated;

    /** A kiosk of which nothing is recorded yet. */
    public TestKiosk(String id, long seed, SigningKey key) {
        this.id = id;
        this.key = key;
        this.random = new SplittableRandom(seed);
        newEpoch();
        reboot();
    }

    /** A kiosk with settings and the right time, at 08:00 of 2026-03-02. */
    public static TestKiosk open(String id, String office) {
        TestKiosk kiosk = new TestKiosk(id, id.hashCode(), SigningKey.generate());
        kiosk.boot();
        kiosk.anchor(MORNING, 50);
        kiosk.settings(1, office);
        return kiosk;
    }

    /** The same kiosk from a copy of its card: what it has recorded so far, to go on apart. */
    public TestKiosk copy(long seed) {
        TestKiosk copy = new TestKiosk(id, seed, key);
        copy.records.addAll(records);
        copy.epoch = epoch;
        copy.gen = gen;
        copy.seq = seq;
        copy.head = head;
        copy.boot = boot;
        copy.upMs = upMs;
        return copy;
    }

    public void newEpoch() {
        epoch = hex(16);
        gen++;
        seq = 0;
        head = Hash.origin(id, epoch);
    }

    public void reboot() {
        boot = hex(32);
        upMs = 1_000;
    }

    public void later(long ms) {
        upMs += ms;
    }

    public String hex(int digits) {
        StringBuilder text = new StringBuilder();
        while (text.length() < digits) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    public JournalRecord append(RecordBody body) {
        return append(RecordType.of(body).wireName(), 1, JsonBinding.toTree(body));
    }

    public JournalRecord append(String type, int version, ObjectNode body) {
        body.put("salt", hex(32)).put("practice", practice).put("simulated", simulated);
        byte[] bytes = CanonicalJson.bytes(body);
        RecordHeader header = new RecordHeader(
                id, epoch, ++seq, type, version, boot, upMs, upMs, ClockTrust.UNTRUSTED, Hash.ofBody(bytes), head);
        JournalRecord record = JournalRecord.create(header, bytes);
        head = record.hash();
        records.add(record);
        return record;
    }

    public JournalRecord boot() {
        return append(new Boot("test", gen, null, seq == 0 ? "NEW" : null));
    }

    public JournalRecord anchor(long wallMs, long errorMs) {
        return anchor(wallMs, errorMs, AnchorSource.NTP);
    }

    public JournalRecord anchor(long wallMs, long errorMs, AnchorSource source) {
        return append(new ClockAnchor(boot, upMs, wallMs, errorMs, source));
    }

    public JournalRecord settings(long version, String office) {
        return append(new SettingsApplied(
                version,
                "LOCAL",
                new SettingsApplied.Office(office, "Bộ phận một cửa " + office),
                List.of(new SettingsApplied.Counter(1, "Quầy 1", Mode.VISIT)),
                List.of(new SettingsApplied.Clerk("an", "Nguyễn Thị An", null)),
                "HL5/1",
                120_000,
                null));
    }

    public JournalRecord checkpoint() {
        byte[] signature = key.sign(Checkpoint.signedBytes(id, epoch, seq, head));
        return append(new Checkpoint(seq, head, key.publicKeyHex(), Hex.of(signature)));
    }

    public static Visit visit(int counter, String clerk, Mode mode, List<String> procedures) {
        return new Visit(counter, clerk, null, mode, Kind.PROCEDURE, "HT", procedures, "HL5/1", 61_000L, 300_000L);
    }

    /** Finishes a service with an open window; returns its id. */
    public String finish() {
        String service = hex(16);
        append(ServiceFinished.plain(service, visit(1, "an", Mode.VISIT, List.of("1.001")), 120_000));
        return service;
    }

    public JournalRecord press(String service, int level) {
        return press(service, level, Verdict.COUNTS, null, List.of());
    }

    public JournalRecord press(String service, int level, Verdict verdict, Visit opens, List<String> flags) {
        return append(new Press(
                1, level, level, verdict, service, opens, gen, PressSource.PAD, "1a2b3c4d", null, null, 0L, flags));
    }

    public JournalRecord reasons(String service, String... reasons) {
        return append(new Reasons(service, 1, gen, List.of(reasons)));
    }

    public JournalRecord expire(String service, Outcome outcome) {
        return append(new WindowExpired(service, 1, outcome));
    }

    /** Serves and rates so many citizens, one every five minutes. */
    public void day(int services) {
        for (int i = 0; i < services; i++) {
            String service = finish();
            press(service, 1 + random.nextInt(5));
            later(300_000);
        }
    }

    public String epoch() {
        return epoch;
    }

    public int gen() {
        return gen;
    }

    public String bootId() {
        return boot;
    }

    public long upMs() {
        return upMs;
    }

    public List<JournalRecord> records() {
        return List.copyOf(records);
    }

    /** The record of this epoch with that seq. */
    public JournalRecord record(long wanted) {
        return records.stream()
                .filter(r -> r.header().epoch().equals(epoch) && r.header().seq() == wanted)
                .findFirst()
                .orElseThrow();
    }

    public long headSeq() {
        return seq;
    }

    public Hash headHash() {
        return head;
    }

    public SigningKey key() {
        return key;
    }

    public Hello hello(String nonce) {
        return new Hello(id, nonce, key.publicKeyHex(), "test", List.of(new Hello.Head(epoch, gen, seq, head)));
    }
}
