#!/usr/bin/env python3
"""Every condition of invariant.py, broken once: it must be noticed, and by name. Run: python3 -m unittest discover -s acceptance/invariant"""
import contextlib
import hashlib
import io
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import invariant  # noqa: E402

SCHEMA = HERE.parent.parent / "server/src/main/resources/db/migration/sqlite"
KIOSK, EPOCH, BOOT = "xa-1", "00000000000000e1", "0" * 31 + "b"
MORNING = 1_772_411_400_000  # 2026-03-02, 07:30 in Việt Nam
VISIT = {"counter": 1, "clerk": "an", "mode": "VISIT", "kind": "PROCEDURE", "procedures": ["1.001", "2.002"],
         "scale": "HL5/1", "serviceMs": 2500}


def canon(tree):
    return json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


class Device:
    """Signs with a key of its own, through openssl."""

    def __init__(self, folder):
        self.folder = folder
        self.key = folder / "device.pem"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", self.key], check=True, capture_output=True)
        der = subprocess.run(["openssl", "pkey", "-in", self.key, "-pubout", "-outform", "DER"], check=True, capture_output=True)
        self.public = der.stdout[-32:].hex()

    def sign(self, text):
        (self.folder / "text").write_bytes(text)
        done = subprocess.run(["openssl", "pkeyutl", "-sign", "-inkey", self.key, "-rawin", "-in", self.folder / "text"],
                              check=True, capture_output=True)
        return done.stdout.hex()


class Office:
    """A small history: two visits, one corrected press, one expiry, a stray press, a checkpoint."""

    def __init__(self, device):
        self.records, self.device = [], device
        self.prev = hashlib.sha256(f"motcua/v1\0{KIOSK}\0{EPOCH}".encode()).hexdigest()
        self.add("boot", gen=1, software="t")
        self.add("clock-anchor", boot=BOOT, upMs=1000, wallMs=MORNING, errorMs=5, source="NTP")
        self.add("settings-applied", office={"id": "xa", "name": "Xã"}, version=1, origin="t", counters=[], clerks=[],
                 scale="HL5/1", windowMs=120000)
        self.add("service-finished", service="s1", visit=VISIT, windowMs=120000)
        self.press("s1", 5, 1)
        self.press("s1", 2, 2)
        self.add("reasons", service="s1", counter=1, gen=1, reasons=["WAIT"])
        self.add("service-finished", service="s2", visit=dict(VISIT, kind="RESULT", procedures=[]), windowMs=120000)
        self.add("window-expired", service="s2", counter=1, outcome="NOT_RATED")
        self.add("press", counter=1, key=1, verdict="UNMATCHED", gen=1, source="PAD", pad="p", padEpoch="pe", padSeq=3, flags=[])
        self.checkpoint()

    def press(self, service, level, pad_seq, **more):
        self.add("press", counter=1, key=level, level=level, verdict="COUNTS", service=service, gen=1, source="PAD", pad="p",
                 padEpoch="pe", padSeq=pad_seq, flags=["SHORT"] if level == 2 else [], **more)

    def checkpoint(self, sign=None):
        text = "\0".join(["motcua/v1/checkpoint", KIOSK, EPOCH, str(len(self.records)), self.prev]).encode()
        self.add("checkpoint", upTo=len(self.records), head=self.prev, publicKey=self.device.public,
                 signature=(sign or self.device.sign)(text))

    def add(self, kind, **body):
        seq = len(self.records) + 1
        raw = canon(dict(body, salt="0" * 32, practice=False, simulated=True))
        header = canon({"kiosk": KIOSK, "epoch": EPOCH, "seq": seq, "type": kind, "v": 1, "boot": BOOT, "upMs": 1000 * seq,
                        "wallMs": 0, "clock": "TRUSTED", "bodyHash": hashlib.sha256(raw).hexdigest(), "prev": self.prev})
        self.prev = hashlib.sha256(b"\0" + header).hexdigest()
        self.records.append((seq, kind, self.prev, header, raw))


CELLS = [
    ("service_cell", "SIMULATED", "2026-03-02", 7, "xa", 1, "an", "VISIT", "PROCEDURE", "", "HL5/1", "RATED", 2, "SHORT", 1),
    ("service_cell", "SIMULATED", "2026-03-02", 7, "xa", 1, "an", "VISIT", "RESULT", "", "HL5/1", "NOT_RATED", 0, "", 1),
    ("procedure_cell", "SIMULATED", "2026-03-02", "xa", 1, "an", "VISIT", "", "1.001", "HL5/1", "RATED", 2, "SHORT", 1),
    ("procedure_cell", "SIMULATED", "2026-03-02", "xa", 1, "an", "VISIT", "", "2.002", "HL5/1", "RATED", 2, "SHORT", 1),
    ("reason_cell", "SIMULATED", "2026-03-02", "xa", 1, "an", "", "VISIT", 1, "WAIT", 1),
    ("time_cell", "SIMULATED", "2026-03-02", "xa", 1, "VISIT", "PROCEDURE", "", "SERVICE", 11, 1),
    ("time_cell", "SIMULATED", "2026-03-02", "xa", 1, "VISIT", "RESULT", "", "SERVICE", 11, 1),
    ("press_cell", "SIMULATED", "2026-03-02", "xa", 1, "UNMATCHED", 1),
]


class InvariantTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tools = tempfile.TemporaryDirectory()
        cls.device = Device(pathlib.Path(cls.tools.name))

    @classmethod
    def tearDownClass(cls):
        cls.tools.cleanup()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.kiosk, self.server, self.shown = self.folder / "journal.db", self.folder / "server.db", self.folder / "shown"
        self.office = Office(self.device)
        self.write()

    def write(self, office=None):
        """Both files, as they are when all is well."""
        office = office or self.office
        self.kiosk.unlink(missing_ok=True)
        self.server.unlink(missing_ok=True)
        with self.change(self.kiosk) as db:
            db.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, header BLOB, body BLOB)")
            db.execute("CREATE TABLE epoch (gen, epoch, previous, reason, stored)")
            db.execute("CREATE TABLE receipt (gen, contiguous, ranges, quarantined, at_ms)")
            db.execute("INSERT INTO epoch VALUES (1, ?, NULL, 'FIRST', NULL)", (EPOCH,))
            db.execute("INSERT INTO receipt VALUES (1, 5, '7-8', '', 0)")
            db.executemany("INSERT INTO record VALUES (?, ?, ?)", [((1 << 40) + s, h, b) for s, _, _, h, b in office.records])
        with self.change(self.server) as db:
            for migration in sorted(SCHEMA.glob("V*.sql"), key=lambda file: int(file.name[1:].split("_")[0])):
                db.executescript("BEGIN;" + migration.read_text() + "COMMIT;")
            db.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)",
                           [(KIOSK, EPOCH, s, t, bytes.fromhex(d), h, b) for s, t, d, h, b in office.records])
            n, last = len(office.records), bytes.fromhex(office.records[-1][2])
            db.execute("INSERT INTO epoch VALUES (?, ?, 1, ?, ?, ?, 3, 'xa')", (KIOSK, EPOCH, n, last, n))
            for table, *row in CELLS:
                db.execute(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
        with open(self.shown, "w", encoding="utf-8") as out:
            out.write(f"{office.records[0][2]}\nrecord {KIOSK} {EPOCH} 5\nupto {KIOSK} {EPOCH} 11\npress p pe 1\npress p pe 2\nfinished s1\n")

    @contextlib.contextmanager
    def change(self, file):
        db = sqlite3.connect(file)
        db.execute("PRAGMA synchronous = OFF")  # no cut of power here
        try:
            yield db
            db.commit()
        finally:
            db.close()

    def run_it(self, *more):
        arguments = ["--kiosk", self.kiosk, "--server", self.server, "--shown", self.shown, *more]
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
            code = invariant.run([str(each) for each in arguments])
        return code, out.getvalue()

    def assert_holds(self, *more):
        code, said = self.run_it(*more)
        self.assertEqual(0, code, said)

    def assert_violated(self, by, *more):
        code, said = self.run_it(*more)
        self.assertEqual(1, code, said)
        self.assertIn(by, said)
        self.assertEqual(1, said.count("\n"), "one line")

    def test_the_command_says_it_in_a_line_and_an_exit_code(self):
        command = [sys.executable, HERE / "invariant.py", "--kiosk", self.kiosk]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual((0, "holds: 1 kiosks with 11 records, 0 shown as recorded\n"), (done.returncode, done.stdout))
        self.sql(self.kiosk, "DELETE FROM record WHERE id % 1024 = 4")
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        self.assertEqual((1, "VIOLATED"), (done.returncode, done.stdout[:8]))

    def sql(self, file, statement, *values):
        with self.change(file) as db:
            self.assertGreater(db.execute(statement, values).rowcount, 0, "the test changes something")

    def test_a_right_history_holds(self):
        self.assert_holds("--drained")
        self.assert_holds("--receipted")
        self.assert_holds()

    def test_a_lost_record_that_was_shown(self):
        for lost in ("record xa-1 00000000000000e1 12", "upto xa-1 00000000000000e1 12", "press p pe 9", "finished s3", "ab" * 32):
            self.shown.write_text(lost)
            self.assert_violated("shown as recorded and lost: " + lost)

    def test_a_torn_record(self):
        self.sql(self.kiosk, "UPDATE record SET body = substr(body, 1, 20) WHERE id % 1024 = 4")
        self.assert_violated("the body is not the one of the header")

    def test_a_hole_and_a_cut_off_start(self):
        self.sql(self.kiosk, "DELETE FROM record WHERE id % 1024 = 4")
        self.assert_violated("lacks 4..4")
        self.sql(self.kiosk, "DELETE FROM record WHERE id % 1024 < 4")
        self.assert_violated("lacks 1..4")

    def test_a_record_in_anothers_place(self):
        self.sql(self.kiosk, "UPDATE record SET id = id + 1 WHERE id % 1024 = 11")
        self.assert_violated("the header says it is")

    def test_a_broken_link(self):
        other = Office(self.device)
        other.records[3:] = []
        other.add("service-finished", service="s9", visit=VISIT, windowMs=120000)
        self.sql(self.kiosk, "UPDATE record SET header = ?, body = ? WHERE id % 1024 = 4", *other.records[3][3:])
        self.assert_violated("does not link to the record before it")

    def test_a_forged_checkpoint(self):
        self.office.checkpoint(lambda text: "00" * 64)
        self.write()
        self.assert_violated("the checkpoint's signature is wrong")

    def test_a_press_stored_twice(self):
        self.office.press("s1", 3, 2)
        self.write()
        self.assert_violated("is a second press xa-1 p pe 2")

    def test_a_service_finished_or_expired_twice(self):
        self.office.add("service-finished", service="s1", visit=VISIT, windowMs=120000)
        self.write()
        self.assert_violated("is a second finish xa-1 s1")
        self.office = Office(self.device)
        self.office.add("window-expired", service="s2", counter=1, outcome="DEVICE_DOWN")
        self.write()
        self.assert_violated("is a second expiry xa-1 s2")

    def test_a_record_the_server_lost(self):
        self.sql(self.server, "DELETE FROM journal WHERE seq = 11")
        self.sql(self.server, "UPDATE epoch SET contiguous = 10, stored_to = 10, hash = (SELECT hash FROM journal WHERE seq = 10)")
        self.assert_holds("--receipted")
        self.assert_violated("was sent and is not on the server", "--drained")
        self.sql(self.kiosk, "UPDATE receipt SET ranges = '7-8,11-11'")
        self.assert_violated("has a receipt and is not on the server", "--receipted")

    def test_a_cursor_that_lies(self):
        self.sql(self.server, "UPDATE epoch SET stored_to = 12")
        self.assert_violated("claims [12], which are not stored")
        self.sql(self.server, "UPDATE epoch SET stored_to = 9")
        self.assert_violated("does not know of [10, 11]")
        self.sql(self.server, "UPDATE epoch SET stored_to = 11, contiguous = 10")
        self.assert_violated("has another hash than record 10")
        self.sql(self.server, "DELETE FROM epoch")
        self.assert_violated("has records and no cursor")

    def test_a_row_in_quarantine(self):
        self.sql(self.server, "INSERT INTO quarantine VALUES (1, 'xa-1', '', 0, 0, 'POISON', '', x'', x'', x'', 0, '')")
        self.assert_violated("1 rows in quarantine")
        self.assert_holds("--quarantine", "1")

    def test_every_cell_that_is_wrong_missing_or_too_much(self):
        for table, *row in CELLS:
            with self.subTest(table=table, row=row):
                self.sql(self.server, f"UPDATE {table} SET n = n + 1")
                self.assert_violated("is 2, the records say 1")
                self.sql(self.server, f"DELETE FROM {table}")
                self.assert_violated("is 0, the records say 1")
                self.write()
                self.sql(self.server, f"UPDATE {table} SET office = 'other'")
                self.assert_violated(", the records say ")
                self.write()

    def test_the_highest_press_counts(self):
        self.sql(self.server, "UPDATE service_cell SET level = 5, excluded = '' WHERE outcome = 'RATED'")
        self.assert_violated("the records say")

    def test_a_decision_excludes(self):
        self.sql(self.server, "INSERT INTO decision VALUES ('xa-1', 's1', 'VOID', 1, '', '', 0)")
        self.assert_violated("the records say")
        self.sql(self.server, "UPDATE service_cell SET excluded = 'VOID' WHERE outcome = 'RATED'")
        self.sql(self.server, "UPDATE procedure_cell SET excluded = 'VOID'")
        self.sql(self.server, "DELETE FROM reason_cell")
        self.sql(self.server, "DELETE FROM time_cell WHERE kind = 'PROCEDURE'")
        self.assert_holds()

    def test_a_damaged_file(self):
        for file in (self.kiosk, self.server):
            with self.change(file) as db:
                page = db.execute("SELECT rootpage FROM sqlite_schema WHERE name IN ('record', 'journal')").fetchone()[0]
                size = db.execute("PRAGMA page_size").fetchone()[0]
            with open(file, "r+b") as raw:
                raw.seek((page - 1) * size)
                raw.write(b"\xff" * 64)
            self.assert_violated(file.name)
            self.write()

    def test_a_file_that_is_not_there_is_no_proof(self):
        self.kiosk.unlink()
        self.assertEqual(2, self.run_it()[0])
        self.write()
        self.shown.write_text("something else")
        self.assertEqual(2, self.run_it()[0])


if __name__ == "__main__":
    unittest.main()
