#!/usr/bin/env python3
"""Checks that nothing was lost and nothing counts twice, with code of its own.

usage: invariant.py [--kiosk JOURNAL.DB]... [--server SERVER.DB | --server postgresql://...] [--shown FILE]...
                    [--receipted] [--drained]

Reads the journals of kiosks and the database of a server and prints one line. Exit 0: all of it holds. Exit 1: the line names the
first thing that does not. Exit 2: wrong usage, or a file that is not there. Changes nothing; best while nobody writes.

Always
  - SQLite's quick_check finds nothing
  - each record is its bytes: hash of the body in the header, hash of the header before it as prev, first prev from the epoch
  - each (kiosk, epoch, seq) is there once, with one content wherever it is; journals have no holes but where a file was salvaged
  - checkpoints are signed by one key and name the record before them
  - a press of a pad is one record, a service is finished once and expires once
With --server
  - its cursors claim what is stored, no more and no less; it quarantined nothing unless --quarantine N says how many rows it may hold
  - its cells are those that this program counts from the stored records and the decisions
  - with --receipted: whatever a kiosk has a receipt for is there
  - with --drained: whatever a kiosk has is there
With --shown FILE (lines of what somebody was shown as recorded, in any order, repeated at will)
  HASH                      this record (64 hexadecimal digits) is stored
  record KIOSK EPOCH SEQ [HASH]
  upto KIOSK EPOCH SEQ      all of 1 to SEQ are stored, as a receipt says
  press PAD EPOCH SEQ       this press of a pad is stored, once
  finished SERVICE          this service is stored as finished, once
  Stored means in a kiosk's journal, or on the server where no journal is given.

Written from the design, to share nothing with the product: Python's standard library, and the commands openssl and psql.
"""
import argparse
import collections
import csv
import hashlib
import io
import json
import math
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import unicodedata

HEADER_FIELDS = {"kiosk", "epoch", "seq", "type", "v", "boot", "upMs", "wallMs", "clock", "bodyHash", "prev"}
FLAGS = ("BURST", "SELF", "SHORT", "HOURS")
SATISFIED = {"HL5/1": (1, 2), "HL3A/1": (1, 2), "HL3B/1": (1,), "TD4/1": (1, 2)}
LEVELS = {"HL5/1": 5, "HL3A/1": 3, "HL3B/1": 3, "TD4/1": 4}
UNDATED = ("UNDATED", -1)
CELLS = {
    "service_cell": "realm day hour office counter clerk mode kind field scale outcome level excluded",
    "procedure_cell": "realm day office counter clerk mode field procedure scale outcome level excluded",
    "reason_cell": "realm day office counter clerk field mode satisfied reason",
    "time_cell": "realm day office counter mode kind field measure bucket",
    "press_cell": "realm day office counter verdict",
}
NUMBERS = {"hour", "counter", "level", "satisfied", "bucket"}
SEQ_BITS = 40
# DER of an Ed25519 public key: this and 32 bytes.
ED25519 = bytes.fromhex("302a300506032b6570032100")


class Violation(Exception):
    """The invariant does not hold; the message says where."""


class Unreadable(Exception):
    """The command cannot be carried out."""


def demand(holds, what):
    if not holds:
        raise Violation(what)


# --- records -------------------------------------------------------------------------------------------------------------------


class Record:
    """A record as bytes, taken apart. body is None where it was erased or is of a kind this program does not know."""

    def __init__(self, where, header, body):
        self.raw_header, self.raw_body, self.where = header, body, where
        self.hash = hashlib.sha256(b"\0" + header).hexdigest()
        h = canonical(header, where + ": the header")
        demand(set(h) == HEADER_FIELDS, f"{where}: the header has other fields than a header")
        self.kiosk, self.epoch, self.seq, self.type = h["kiosk"], h["epoch"], h["seq"], h["type"]
        self.boot, self.up, self.version = h["boot"], h["upMs"], h["v"]
        self.prev = h["prev"]
        self.id = (self.kiosk, self.epoch, self.seq)
        self.body = {}
        if body:
            demand(hashlib.sha256(body).hexdigest() == h["bodyHash"], f"{where}: the body is not the one of the header")
            self.body = canonical(body, where + ": the body")
            salt = self.body.get("salt")
            demand(isinstance(salt, str) and re.fullmatch("[0-9a-f]{32}", salt), f"{where}: the body has no salt")
        self.known = bool(body) and self.version == 1

    def is_a(self, kind):
        return self.known and self.type == kind

    def __str__(self):
        return f"{self.kiosk}/{self.epoch}/{self.seq} ({self.type})"


def canonical(raw, where):
    """JSON that has only one form in bytes; anything else is a violation."""
    def no_floats(text):
        raise Violation(f"{where} holds the number {text}")

    def once(pairs):
        demand(len(dict(pairs)) == len(pairs), f"{where} names a field twice")
        return dict(pairs)

    try:
        text = raw.decode("utf-8")
        tree = json.loads(text, parse_float=no_floats, parse_constant=no_floats, object_pairs_hook=once)
    except ValueError as e:
        raise Violation(f"{where} is no JSON: {e}") from e
    demand(isinstance(tree, dict), f"{where} is no object")
    demand(unicodedata.is_normalized("NFC", text), f"{where} is not NFC")
    again = json.dumps(tree, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    demand(again == text, f"{where} is not canonical")
    return tree


def origin(kiosk, epoch):
    return hashlib.sha256(f"motcua/v1\0{kiosk}\0{epoch}".encode()).hexdigest()


class Signatures:
    """Ed25519 through openssl, each signature once."""

    def __init__(self, folder):
        self.folder, self.seen = folder, set()

    def check(self, record):
        body = record.body
        what = (body["publicKey"], body["signature"], record.id)
        if what in self.seen:
            return
        self.seen.add(what)
        files = {}
        for name, content in (
            ("key", ED25519 + bytes.fromhex(body["publicKey"])),
            ("sig", bytes.fromhex(body["signature"])),
            ("text", "\0".join(["motcua/v1/checkpoint", record.kiosk, record.epoch, str(body["upTo"]), body["head"]]).encode()),
        ):
            files[name] = os.path.join(self.folder, name)
            with open(files[name], "wb") as out:
                out.write(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", files["key"], "-rawin",
                   "-in", files["text"], "-sigfile", files["sig"]]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        demand(done.returncode == 0, f"{record}: the checkpoint's signature is wrong")


def check_links(records, gaps_allowed, what):
    """records: of one epoch, ascending by seq."""
    before = None
    for r in records:
        if r.seq == 1:
            demand(r.prev == origin(r.kiosk, r.epoch), f"{what}: {r} does not link to the origin of its epoch")
        elif before is not None and before.seq == r.seq - 1:
            demand(r.prev == before.hash, f"{what}: {r} does not link to the record before it")
        else:
            last = 0 if before is None else before.seq
            demand(gaps_allowed, f"{what}: {r.kiosk}/{r.epoch} lacks {last + 1}..{r.seq - 1}")
        before = r


def check_checkpoints(records, signatures, what):
    keys = set()
    by_seq = {r.seq: r for r in records}
    for r in records:
        if not r.is_a("checkpoint"):
            continue
        keys.add(r.body["publicKey"])
        demand(len(keys) == 1, f"{what}: {r} is signed by another key than the checkpoints before")
        demand(r.body["upTo"] == r.seq - 1, f"{what}: {r} is not about the record before it")
        if r.seq - 1 in by_seq:
            demand(r.body["head"] == by_seq[r.seq - 1].hash, f"{what}: {r} names another hash than the record before it has")
        signatures.check(r)


def check_once(records, what):
    """What may happen once happens once, within one kiosk."""
    seen = {}
    for r in records:
        key = None
        if r.is_a("press") and r.body.get("padSeq") is not None:
            key = ("press", r.kiosk, r.body.get("pad"), r.body.get("padEpoch"), r.body["padSeq"])
        elif r.is_a("service-finished"):
            key = ("finish", r.kiosk, r.body["service"])
        elif r.is_a("window-expired"):
            key = ("expiry", r.kiosk, r.body["service"])
        if key is not None:
            demand(key not in seen, f"{what}: {r} is a second {' '.join(map(str, key))}, the first is {seen.get(key)}")
            seen[key] = r


# --- databases -----------------------------------------------------------------------------------------------------------------


class Lite:
    """Reads a SQLite file without changing it."""

    def __init__(self, path):
        if not os.path.exists(path):
            raise Unreadable(f"{path} is not there")
        self.name = path
        self.connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)
        self.connection.text_factory = str

    def rows(self, columns, rest):
        try:
            return self.connection.execute(f"SELECT {', '.join(columns)} FROM {rest}").fetchall()
        except sqlite3.Error as e:
            raise Violation(f"{self.name} cannot be read: {e}") from e

    def blob(self, column):
        return column

    def check(self):
        # In one transaction with what is read afterwards.
        try:
            self.connection.execute("BEGIN")
            answer = self.connection.execute("PRAGMA quick_check").fetchall()
        except sqlite3.Error as e:
            raise Violation(f"{self.name}: {e}") from e
        demand(answer == [("ok",)], f"{self.name}: quick_check says {answer[0][0]}")

    def close(self):
        self.connection.close()


class Postgres:
    """Reads a PostgreSQL database with psql, all of it as of one moment."""

    MARK = "-- end of the answer --"

    def __init__(self, url):
        self.name = re.sub(r"//[^/@]*@", "//", url)
        command = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", url]
        try:
            self.psql = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        except FileNotFoundError as e:
            raise Unreadable("psql is not installed") from e

    def ask(self, statement):
        lines = []
        try:
            self.psql.stdin.write(f"{statement};\n\\echo '{self.MARK}'\n")
            self.psql.stdin.flush()
            for line in self.psql.stdout:
                if line.rstrip("\n") == self.MARK:
                    return "".join(lines)
                lines.append(line)
        except BrokenPipeError:
            pass
        raise Violation(f"{self.name} cannot be read: {self.psql.stderr.read().strip()}")

    def rows(self, columns, rest):
        csv.field_size_limit(1 << 30)
        text = self.ask(f"COPY (SELECT {', '.join(columns)} FROM {rest}) TO STDOUT (FORMAT csv)")
        rows = csv.reader(io.StringIO(text, newline=""))
        return [[bytes.fromhex(v[2:]) if v.startswith("\\x") else v for v in row] for row in rows]

    def blob(self, column):
        return f"concat('\\x', encode({column}, 'hex'))"

    def check(self):
        self.ask("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def close(self):
        self.psql.stdin.close()
        self.psql.wait()
        self.psql.stdout.close()
        self.psql.stderr.close()


# --- kiosks --------------------------------------------------------------------------------------------------------------------


class Kiosk:
    """One journal, checked by itself."""

    def __init__(self, path, signatures):
        store = Lite(path)
        try:
            store.check()
            epochs = store.rows(["gen", "epoch", "reason", "stored"], "epoch ORDER BY gen")
            rows = store.rows(["id", "header", "body"], "record ORDER BY id")
            self.receipts = store.rows(["gen", "contiguous", "ranges", "quarantined"], "receipt")
        finally:
            store.close()
        name = {gen: epoch for gen, epoch, _, _ in epochs}
        salvaged = {epochs[i][0] for i in range(len(epochs) - 1) if epochs[i + 1][2] == "DAMAGED"}
        self.path, self.records, self.by_gen = path, [], collections.defaultdict(list)
        for row_id, header, body in rows:
            gen, seq = row_id >> SEQ_BITS, row_id & ((1 << SEQ_BITS) - 1)
            where = f"{path} gen {gen} seq {seq}"
            r = Record(where, header, body)
            demand(r.seq == seq and r.epoch == name.get(gen), f"{where}: the header says it is {r}")
            demand(not self.records or r.kiosk == self.records[0].kiosk, f"{where}: a record of kiosk {r.kiosk}")
            self.records.append(r)
            self.by_gen[gen].append(r)
        for gen, records in self.by_gen.items():
            check_links(records, gen in salvaged, path)
            if records[0].seq == 1:
                demand(records[0].type == "boot", f"{path}: {records[0]} begins an epoch")
        for gen, _, _, stored in epochs:
            last = self.by_gen[gen][-1].seq if self.by_gen[gen] else 0
            demand(stored is None or gen in salvaged or stored == last, f"{path}: gen {gen} was to end at {stored}, not {last}")
        check_checkpoints(self.records, signatures, path)
        check_once(self.records, path)

    def receipted(self):
        for gen, contiguous, ranges, quarantined in self.receipts:
            away = set(spans(quarantined))
            for r in self.by_gen[gen]:
                if (r.seq <= contiguous or any(a <= r.seq <= b for a, b in spans(ranges))) and not any(
                    a <= r.seq <= b for a, b in away
                ):
                    yield r


def spans(text):
    """Ranges as text, whatever stands between the numbers: 3-7,9-9 and [[3,7],[9,9]] are the same."""
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    demand(len(numbers) % 2 == 0, f"ranges without an end: {text}")
    return list(zip(numbers[::2], numbers[1::2]))


# --- the server ----------------------------------------------------------------------------------------------------------------


class Server:
    """The server's database, checked by itself and counted again."""

    def __init__(self, where, signatures, quarantine):
        self.store = Postgres(where) if re.match(r"postgres(ql)?:", where) else Lite(where)
        self.name = self.store.name
        try:
            self.store.check()
            self.read(signatures, quarantine)
        finally:
            self.store.close()

    def read(self, signatures, quarantine):
        blob = self.store.blob
        journal = self.store.rows(["kiosk", "epoch", "seq", "type", blob("hash"), blob("header"), blob("body")],
                                  "journal ORDER BY kiosk, epoch, seq")
        self.by_id, self.chains = {}, collections.defaultdict(list)
        for kiosk, epoch, seq, kind, digest, header, body in journal:
            where = f"{self.name} journal {kiosk}/{epoch}/{seq}"
            r = Record(where, header, body)
            demand(r.id == (kiosk, epoch, int(seq)) and r.type == kind, f"{where}: the header says it is {r}")
            demand(r.hash == digest.hex(), f"{where}: the hash beside it is not its own")
            demand(r.id not in self.by_id, f"{where}: is there twice")
            self.by_id[r.id] = r
            self.chains[kiosk, epoch].append(r)
        self.records = list(self.by_id.values())
        kept = int(self.store.rows(["count(*)"], "quarantine")[0][0])
        demand(kept <= quarantine, f"{self.name}: {kept} rows in quarantine, {quarantine} are expected")
        self.check_cursors()
        of_kiosk = collections.defaultdict(list)
        for (kiosk, _), records in self.chains.items():
            check_links(records, True, self.name)
            of_kiosk[kiosk] += records
        for records in of_kiosk.values():
            check_checkpoints(records, signatures, self.name)
            check_once(records, self.name)
        self.check_cells(of_kiosk)

    def check_cursors(self):
        ranges = collections.defaultdict(list)
        for kiosk, epoch, kind, first, last in self.store.rows(["kiosk", "epoch", "kind", "first_seq", "last_seq"], "stored_range"):
            ranges[kiosk, epoch, kind].append((int(first), int(last)))
        cursors = self.store.rows(["kiosk", "epoch", "contiguous", self.store.blob("hash"), "stored_to"], "epoch")
        for kiosk, epoch, contiguous, digest, stored_to in cursors:
            what, contiguous = f"{self.name} cursor {kiosk}/{epoch}", int(contiguous)
            stored = {r.seq: r for r in self.chains.get((kiosk, epoch), [])}
            claimed = set(range(1, int(stored_to) + 1))
            for first, last in ranges[kiosk, epoch, "S"]:
                claimed |= set(range(first, last + 1))
            demand(claimed <= set(stored), f"{what}: claims {sorted(claimed - set(stored))[:3]}, which are not stored")
            demand(set(stored) <= claimed, f"{what}: does not know of {sorted(set(stored) - claimed)[:3]}, which are stored")
            refused = set()
            for first, last in ranges[kiosk, epoch, "Q"]:
                refused |= set(range(first, last + 1))
            missing = set(range(1, contiguous + 1)) - set(stored) - refused
            demand(not missing, f"{what}: says {contiguous} without a gap, but lacks {sorted(missing)[:3]}")
            there = stored[contiguous].hash if contiguous in stored else origin(kiosk, epoch)
            demand(contiguous in stored or contiguous == 0, f"{what}: ends with {contiguous}, which is not stored")
            demand(digest.hex() == there, f"{what}: has another hash than record {contiguous}")
        known = {(kiosk, epoch) for kiosk, epoch, *_ in cursors}
        for kiosk, epoch in self.chains:
            demand((kiosk, epoch) in known, f"{self.name}: {kiosk}/{epoch} has records and no cursor")

    def check_cells(self, of_kiosk):
        decided = collections.defaultdict(dict)
        for kiosk, service, kind in self.store.rows(["kiosk", "service", "kind"], "decision WHERE in_force = 1 ORDER BY kind"):
            decided[kiosk][service] = kind  # VOID comes after CONTEST and outweighs it
        should = collections.Counter()
        for kiosk, records in of_kiosk.items():
            should.update(count(records, decided[kiosk]))
        found = collections.Counter()
        for table, columns in CELLS.items():
            names = columns.split()
            for row in self.store.rows(names + ["n"], table):
                key = (table, *(int(v) if c in NUMBERS else v for c, v in zip(names, row)))
                found[key] += int(row[-1])
                demand(int(row[-1]) > 0, f"{self.name}: {key} counts {row[-1]}")
        for key in sorted(set(should) | set(found), key=str):
            demand(should[key] == found[key], f"{self.name}: {key} is {found[key]}, the records say {should[key]}")


# --- counting ------------------------------------------------------------------------------------------------------------------


def count(records, decisions):
    """The cells of one kiosk, from all its records. What counts is the service."""
    gen_of = collections.defaultdict(int)
    settings, anchors = {}, collections.defaultdict(list)
    services = collections.defaultdict(lambda: collections.defaultdict(list))
    strays = []
    for r in records:
        b = r.body
        if r.is_a("boot"):
            gen_of[r.epoch] = max(gen_of[r.epoch], b["gen"])
        elif r.is_a("settings-applied"):
            if r.epoch not in settings or settings[r.epoch].seq < r.seq:
                settings[r.epoch] = r
        elif r.is_a("clock-anchor"):
            if credible(b):
                anchors[b["boot"]].append((b["errorMs"], b["upMs"], b["wallMs"], r.seq, r.epoch))
        elif r.is_a("service-finished"):
            services[b["service"]]["visit"].append((r.seq, r.epoch, r, r.up, b["visit"], b["windowMs"]))
        elif r.is_a("press"):
            made = r.up - b.get("ageMs", 0)
            if b["verdict"] == "COUNTS" and "service" in b and 1 <= b.get("level", 0) <= 5:
                of = services[b["service"]]
                of["press"].append((b["gen"], r.seq, r.epoch, b["level"], b["flags"]))
                if "opens" in b:
                    of["visit"].append((r.seq, r.epoch, r, made, b["opens"], None))
            else:
                strays.append((r, made, "UNMATCHED" if b["verdict"] == "COUNTS" else b["verdict"]))
        elif r.is_a("reasons"):
            services[b["service"]]["reasons"].append((b["gen"], r.seq, r.epoch, b["reasons"]))
        elif r.is_a("window-expired"):
            services[b["service"]]["expiry"].append((r.seq, r.epoch, b["outcome"]))
    office = ""
    if settings:
        office = settings[max(settings, key=lambda epoch: (gen_of[epoch], epoch))].body["office"]["id"]
    cells = collections.Counter()
    for service, of in services.items():
        for key in contribution(of, office, anchors, decisions.get(service, "")):
            cells[key] += 1
    for r, made, verdict in strays:
        day, _ = local(anchors[r.boot], made)
        cells["press_cell", realm(r), day, office, r.body["counter"], verdict] += 1
    return cells


def contribution(of, office, anchors, decision):
    if not of["visit"]:
        return
    _, _, record, made, visit, window = min(of["visit"], key=lambda v: v[:2])
    level, flag, outcome = 0, "", "PENDING"
    if of["press"]:
        _, _, _, level, flags = max(of["press"], key=lambda p: p[:3])
        outcome, flag = "RATED", next((f for f in FLAGS if f in flags), "")
    elif of["expiry"]:
        outcome = min(of["expiry"])[2]
    elif window == 0:
        outcome = "NOT_ASKED"
    excluded = decision or flag
    day, hour = local(anchors[record.boot], made)
    re, counter, clerk, mode = realm(record), visit["counter"], visit.get("clerk", ""), visit["mode"]
    kind, field, scale = visit["kind"], visit.get("field", ""), visit["scale"]
    yield "service_cell", re, day, hour, office, counter, clerk, mode, kind, field, scale, outcome, level, excluded
    if kind == "PROCEDURE":
        for procedure in visit["procedures"] or [""]:
            yield "procedure_cell", re, day, office, counter, clerk, mode, field, procedure, scale, outcome, level, excluded
    if decision != "VOID":
        for measure, name in (("WAIT", "waitMs"), ("SERVICE", "serviceMs")):
            if visit.get(name) is not None:
                yield "time_cell", re, day, office, counter, mode, kind, field, measure, bucket(visit[name])
    if outcome == "RATED" and not decision and of["reasons"] and level <= LEVELS.get(scale, 0):
        satisfied = int(level in SATISFIED[scale])
        for reason in max(of["reasons"], key=lambda r: r[:3])[3]:
            yield "reason_cell", re, day, office, counter, clerk, field, mode, satisfied, reason


def realm(record):
    if record.body.get("simulated"):
        return "SIMULATED"
    return "PRACTICE" if record.body.get("practice") else "REAL"


def credible(anchor):
    """Between 2020 and 2100, an error of at most a leap year, an uptime of at most a thousand of them."""
    year = 366 * 86_400_000
    return (
        1_577_836_800_000 <= anchor["wallMs"] < 4_102_444_800_000
        and 0 <= anchor["errorMs"] <= year
        and 0 <= anchor["upMs"] <= 1000 * year
    )


def local(anchors, up):
    """Day and hour in Việt Nam (UTC+7, no summer time) of a moment, by the anchor with the least error there."""
    if not anchors:
        return UNDATED
    _, _, _, best_up, wall = min((5000 * error + abs(up - at), seq, epoch, at, wall) for error, at, wall, seq, epoch in anchors)
    true = (wall + up - best_up) // 1000 + 7 * 3600
    then = time.gmtime(true)
    return f"{then.tm_year:04}-{then.tm_mon:02}-{then.tm_mday:02}", then.tm_hour


def bucket(ms):
    """0 below a second; eight buckets a doubling; the last from 2^16 s on."""
    if ms < 1000:
        return 0
    n = 1
    while n < 129 and math.floor(1000 * 2 ** (n / 8) + 0.5) <= ms:
        n += 1
    return n


# --- what was shown ------------------------------------------------------------------------------------------------------------


def check_shown(path, records):
    hashes = {r.hash for r in records}
    by_id = {r.id: r for r in records}
    presses, finished = collections.Counter(), collections.Counter()
    for r in records:
        if r.is_a("press") and r.body.get("padSeq") is not None:
            presses[r.body.get("pad"), r.body.get("padEpoch"), r.body["padSeq"]] += 1
        elif r.is_a("service-finished"):
            finished[r.body["service"]] += 1
    chains = collections.defaultdict(set)
    for r in records:
        chains[r.kiosk, r.epoch].add(r.seq)
    shown = 0
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            shown += 1
            lost = f"shown as recorded and lost: {line.strip()}"
            if words[0] == "record" and len(words) in (4, 5):
                r = by_id.get((words[1], words[2], int(words[3])))
                demand(r is not None, lost)
                demand(len(words) == 4 or r.hash == words[4], f"shown as recorded, and another record is there: {line.strip()}")
            elif words[0] == "upto" and len(words) == 4:
                missing = set(range(1, int(words[3]) + 1)) - chains[words[1], words[2]]
                demand(not missing, f"{lost} ({len(missing)} are missing, the first is {min(missing, default=0)})")
            elif words[0] == "press" and len(words) == 4:
                times = presses[words[1], words[2], int(words[3])]
                demand(times > 0, lost)
                demand(times == 1, f"shown as recorded once and stored {times} times: {line.strip()}")
            elif words[0] == "finished" and len(words) == 2:
                demand(finished[words[1]] > 0, lost)
                demand(finished[words[1]] == 1, f"shown as recorded once and stored {finished[words[1]]} times: {line.strip()}")
            elif len(words) == 1 and re.fullmatch("[0-9a-f]{64}", words[0]):
                demand(words[0] in hashes, lost)
            else:
                raise Unreadable(f"{path}: what is this line? {line.strip()}")
    return shown


def main(argv=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS)
    parser.add_argument("--kiosk", action="append", default=[], metavar="JOURNAL.DB", help=argparse.SUPPRESS)
    parser.add_argument("--server", help=argparse.SUPPRESS)
    parser.add_argument("--shown", action="append", default=[], help=argparse.SUPPRESS)
    parser.add_argument("--receipted", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--drained", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--quarantine", type=int, default=0, metavar="N", help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if not args.kiosk and not args.server:
        parser.error("name a --kiosk or a --server")
    if (args.receipted or args.drained) and not (args.kiosk and args.server):
        parser.error("--receipted and --drained compare a --kiosk with a --server")
    with tempfile.TemporaryDirectory() as folder:
        return check(args, Signatures(folder))


def check(args, signatures):
    kiosks = [Kiosk(path, signatures) for path in args.kiosk]
    ours = {}
    for kiosk in kiosks:
        for r in kiosk.records:
            demand(r.id not in ours or ours[r.id].hash == r.hash, f"{r} of {kiosk.path} is another one in another journal")
            ours[r.id] = r
    server = Server(args.server, signatures, args.quarantine) if args.server else None
    if server:
        for r in server.records:
            mine = ours.get(r.id)
            demand(mine is None or mine.hash == r.hash, f"{r} is another one on the server")
            demand(
                mine is None or not mine.raw_body or not r.raw_body or mine.raw_body == r.raw_body,
                f"{r} has another body on the server")
        for kiosk in kiosks:
            must = kiosk.records if args.drained else list(kiosk.receipted()) if args.receipted else []
            for r in must:
                why = "was sent" if args.drained else "has a receipt"
                demand(r.id in server.by_id, f"{r} of {kiosk.path} {why} and is not on the server")
    stored = list(ours.values()) if kiosks else server.records
    shown = sum(check_shown(path, stored) for path in args.shown)
    on_server = f", server {len(server.records)} records" if server else ""
    return f"holds: {len(kiosks)} kiosks with {len(ours)} records{on_server}, {shown} shown as recorded"


def run(argv=None):
    """Prints the line and returns the exit code."""
    try:
        print(main(argv))
        return 0
    except Violation as e:
        print(f"VIOLATED: {e}")
        return 1
    except (Unreadable, OSError) as e:
        print(f"cannot check: {e}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(run())
