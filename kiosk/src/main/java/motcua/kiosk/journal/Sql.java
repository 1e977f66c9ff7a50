package motcua.kiosk.journal;

/** The database of a journal: its form and every statement that touches records. */
final class Sql {
    /** "MCJ1": tells a journal from any other SQLite file. */
    static final int APPLICATION_ID = 0x4D43_4A31;
    /** Version of the tables. */
    static final int VERSION = 1;
    /** Bits of a row's id below the number of the epoch: id = gen * 2^40 + seq, so rows lie in journal order. */
    static final int SEQ_BITS = 40;

    static final String[] CREATE = {
        """
            CREATE TABLE record (
                id INTEGER PRIMARY KEY,
                header BLOB NOT NULL,
                body BLOB NOT NULL
            ) STRICT
            """, """
            CREATE TABLE epoch (
                gen INTEGER PRIMARY KEY,
                epoch TEXT NOT NULL UNIQUE,
                previous TEXT,
                reason TEXT NOT NULL,
                stored INTEGER
            ) STRICT
            """, """
            CREATE TABLE receipt (
                gen INTEGER PRIMARY KEY,
                contiguous INTEGER NOT NULL,
                ranges TEXT NOT NULL,
                quarantined TEXT NOT NULL,
                at_ms INTEGER NOT NULL
            ) STRICT
            """,
    };

    static final String INSERT_RECORD = "INSERT INTO record (id, header, body) VALUES (?, ?, ?)";

    static final String INSERT_EPOCH =
            "INSERT INTO epoch (gen, epoch, previous, reason, stored) VALUES (?, ?, ?, ?, ?)";

    static final String END_EPOCH = "UPDATE epoch SET stored = ? WHERE gen = ?";

    static final String EPOCHS = "SELECT gen, epoch, reason, stored FROM epoch ORDER BY gen";

    static final String NEWEST_EPOCH = "SELECT gen, epoch, previous, reason FROM epoch ORDER BY gen DESC LIMIT 1";

    static final String LAST_OF_EPOCH =
            "SELECT id, header, body FROM record WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT 1";

    static final String RECORDS = "SELECT id, header, body FROM record WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?";

    static final String RECORDS_BACKWARDS =
            "SELECT id, header, body FROM record WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?";

    static final String HEADER = "SELECT header FROM record WHERE id = ?";

    static final String COUNT = "SELECT count(*) FROM record WHERE id BETWEEN ? AND ?";

    static final String KEEP_RECEIPT = """
            INSERT INTO receipt (gen, contiguous, ranges, quarantined, at_ms) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (gen) DO UPDATE SET contiguous = excluded.contiguous, ranges = excluded.ranges,
                quarantined = excluded.quarantined, at_ms = excluded.at_ms
            """;

    static final String RECEIPTS = "SELECT gen, contiguous, ranges, quarantined, at_ms FROM receipt ORDER BY gen";

    private Sql() {}

    static long id(int gen, long seq) {
        return ((long) gen << SEQ_BITS) + seq;
    }

    static int gen(long id) {
        return (int) (id >>> SEQ_BITS);
    }

    static long seq(long id) {
        return id & ((1L << SEQ_BITS) - 1);
    }

    /** Largest id an epoch can use. */
    static long lastId(int gen) {
        return id(gen + 1, 0) - 1;
    }
}
