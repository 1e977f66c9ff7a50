#!/usr/bin/env python3
"""Writes the seeds of fuzzing from the golden samples and vectors. Run after those changed; findings stay as they are."""

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "acceptance/fuzz/corpus"
SAMPLES = ROOT / "docs/samples/v1"


def seed(target, name, data):
    folder = CORPUS / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ("seed-" + name)).write_bytes(data)


def pad_line():
    lines = {"pad": b"", "host": b""}
    bad = b""
    payloads = set()
    for text in (ROOT / "hardware/rating-pad/vectors/frames.txt").read_text().splitlines():
        if not text or text.startswith("#"):
            continue
        what, data = text.rsplit(": ", 1)
        words = what.split()
        if words[0] == "good":
            lines[words[1]] += bytes.fromhex(data)
            if (words[1], words[2]) not in payloads:
                payloads.add((words[1], words[2]))
                seed("pad-line", words[2].lower(), (b"\x00" if words[1] == "pad" else b"\x01") + bytes.fromhex(data))
        else:
            bad += bytes.fromhex(data)
    seed("pad-line", "all-pad", b"\x00" + lines["pad"])
    seed("pad-line", "all-host", b"\x01" + lines["host"])
    seed("pad-line", "bad", b"\x00" + bad)
    seed("pad-line", "payload-press", b"\x02\x02\x65\x00\x01\x09\x00\x00\x00")
    seed("pad-line", "payload-show", b"\x03\x83\x02\x1f\xb0\x04")


def records():
    """Type and body of each sample record, once a type."""
    found = {}
    for line in (SAMPLES / "journal.txt").read_bytes().splitlines():
        header, body = line.split(b"\t")
        kind = json.loads(header)["type"].encode()
        found.setdefault(kind, []).append(body)
    return found


def wire():
    for name, prefix in (("hello.json", b"h"), ("status.json", b"s"), ("receipt-signed.json", b"m"), ("receipt.json", b"r")):
        seed("wire", name, prefix + (SAMPLES / name).read_bytes())
    journal = (SAMPLES / "journal.txt").read_bytes()
    seed("wire", "journal", b"j" + b"".join(line + b"\n" for line in journal.splitlines()[:3]))
    seed("wire", "command", b'c{"command":"resend","epoch":"5a3c0000000000e1","first":1,"last":9}')
    whole = b""
    for kind, bodies in records().items():
        seed("wire", "record-" + kind.decode(), b"R" + kind + b"\t" + bodies[0] + b"\n")
        whole += b"".join(kind + b"\t" + body + b"\n" for body in bodies)
    seed("wire", "record-all", b"R" + whole)


def export():
    seed("export", "journal", b"e" + (SAMPLES / "journal.txt").read_bytes())
    seed("export", "receipts", b"k" + (SAMPLES / "receipt-signed.json").read_bytes() + b"\n")
    for kind, bodies in records().items():
        seed("export", "value-" + kind.decode(), b"v" + bodies[0])
        if kind in (b"boot", b"checkpoint", b"press"):
            seed("export", "record-" + kind.decode(), b"R" + kind + b"\t" + bodies[0] + b"\n")
    seed("export", "value-escapes", 'v{"a":[true,false,-1,0,9007199254740992],"ế":"\\u0001\\t\\"đ🙂"}'.encode())


OFFICE = {
    "version": 1,
    "office": {"id": "xa-mau", "name": "UBND xã Mẫu"},
    "counters": [{"number": 1, "name": "Hộ tịch", "mode": "VISIT"}, {"number": 2, "mode": "OPEN"}],
    "clerks": [{"id": "cb-02", "name": "Trần Thị Mẫu", "kind": "CONG_CHUC",
                "pin": {"salt": "00" * 16, "iterations": 210000, "hash": "00" * 32}}],
    "scale": "HL5/1",
    "windowMs": 120000,
    "procedures": [{"code": "1.001193", "name": "Đăng ký khai sinh", "field": "Hộ tịch"}],
}
SEED = {
    "office": {"id": "xa-mau", "name": "UBND xã Mẫu"},
    "counters": [{"number": 1, "name": "Quầy 1", "mode": "VISIT"}],
    "clerks": [{"id": "an", "name": "Nguyễn Thị An", "kind": "CONG_CHUC", "pin": "246810"}],
    "scale": "HL5/1", "windowMs": 60000, "procedures": ["1.001193"],
    "pads": {"quay-1": 1}, "official": True, "signIn": {"1": "an"},
}


def text(value):
    return json.dumps(value, ensure_ascii=False).encode()


def office_files():
    seed("office-files", "office", b"o" + text(OFFICE))
    seed("office-files", "seed", b"d" + text(SEED))
    seed("office-files", "kiosk", b"""ckiosk.id=xa-mau-1
kiosk.data=/var/lib/motcua
kiosk.simulated=true
http.host=127.0.0.1
http.port=8090
uplink.helloEvery=PT5M
pads.ports=/dev/ttyUSB*,/dev/ttyACM0
pads.simulated=quay-1, quay-2
simulated.padControl=1=/run/pad1
""")
    seed("office-files", "kiosk-gpio", b"""ckiosk.id=a
kiosk.data=/tmp/a
gpio.keys=gpiochip0:next-1=16,rate-1-1=5,rate-1-2=6
gpio.lamps=gpiochip0:invite-1=20
""")
    seed("office-files", "server", b"""Sserver.data=/var/lib/motcua-server
http.host=127.0.0.1
http.port=8080
http.publicUrl=https://danhgia.example.vn
database.url=jdbc:sqlite:/var/lib/motcua-server/server.db
broker.embedded=true
broker.host=0.0.0.0
broker.port=1883
""")


def kiosk_http():
    posts = {
        "/api/rate/1/press": {"key": 1},
        "/api/rate/1/reasons": {"reasons": ["WAIT_LONG"]},
        "/api/counters/1/sign-in": {"clerk": "nguyen-thi-an", "pin": "246810"},
        "/api/counters/1/visit/start": {},
        "/api/counters/1/visit/finish": {"procedures": ["1.001193"], "kind": "PROCEDURE"},
        "/api/setup/office": {"draft": dict({key: SEED[key] for key in ("office", "counters", "scale", "windowMs")},
                                            clerks=[], procedures=[])},
        "/api/setup/pads/try": {"counter": 1},
        "/api/setup/clock": {"local": "2026-11-20T08:30"},
        "/api/setup/start": {"agreed": True},
        "/api/setup/technician": {"pin": "135790"},
        "/api/simulated/counters/1/press/5": {},
        "/api/simulated/pads/quay-1/plug": {"in": True},
    }
    for path, body in posts.items():
        seed("kiosk-http", path[1:].replace("/", "-"), b"POST " + path.encode() + b"\n" + text(body))
    for path in ("/api/rate/1", "/api/desk/1", "/api/status", "/api/setup", "/api/simulated", "/assets/rate.js", "/rate/1"):
        seed("kiosk-http", "get" + path.replace("/", "-"), b"GET " + path.encode() + b"\n")


def server_http():
    gets = (
        "/api/satisfaction?by=counter&from=2026-01-01&to=2026-10-31&unit=xa-mau",
        "/api/satisfaction?by=reason&from=2026-01-01&to=2026-10-31",
        "/review?dv=xa-mau&ky=2026-Q3&cd=VISIT&nguon=simulated",
        "/review.csv?dv=xa-mau&ky=2026-03",
        "/review/live?dv=xa-mau&cd=OPEN", "/api/health", "/status", "/phuong-phap", "/static/door.svg", "/",
    )
    for number, path in enumerate(gets):
        seed("server-http", "get-%d" % number, b"GET " + path.encode() + b"\n")
    seed("server-http", "login", b"POST /login\nten=auditor&mat-khau=x&token=y&den=%2Freview")


if __name__ == "__main__":
    for make in (pad_line, wire, export, office_files, kiosk_http, server_http):
        make()
