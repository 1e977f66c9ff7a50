#!/usr/bin/env python3
"""Writes frames.txt. A third implementation of the frame, on purpose: neither the firmware's C nor the host's Java made the golden bytes.

usage: make-frames.py > frames.txt        make-frames.py --check   (exit 1 when frames.txt is not what this program writes)
"""
import struct
import sys
from pathlib import Path

# name: (type, direction, [(field, struct code)...]); the order is the order on the wire.
MESSAGES = {
    "HELLO": (0x01, "pad", [("proto", "B"), ("fwMajor", "B"), ("fwMinor", "B"), ("resetCause", "B"), ("boots", "H"), ("padId", "I"),
                            ("epoch", "I"), ("pending", "B"), ("refused", "H"), ("counter", "B")]),
    "PRESS": (0x02, "pad", [("seq", "H"), ("key", "B"), ("ageMs", "I")]),
    "STATUS": (0x03, "pad", [("upMs", "I"), ("keysDown", "B"), ("stuck", "B"), ("lid", "B"), ("pending", "B"), ("refused", "H"),
                             ("badFrames", "H"), ("shown", "B")]),
    "ACK": (0x81, "host", [("seq", "H")]),
    "PING": (0x82, "host", []),
    "SHOW": (0x83, "host", [("state", "B"), ("keys", "B"), ("duration", "H")]),
    "ASSIGN": (0x84, "host", [("padId", "I"), ("epoch", "I")]),
    "COUNTER": (0x85, "host", [("counter", "B")]),
    "WHO": (0x86, "host", []),
}


def crc16(data):
    """CRC-16/IBM-3740, bit by bit, straight from its definition."""
    crc = 0xFFFF
    for byte in data:
        for bit in range(7, -1, -1):
            feedback = (crc >> 15) ^ ((byte >> bit) & 1)
            crc = (crc << 1) & 0xFFFF
            if feedback:
                crc ^= 0x1021
    return crc


def cobs(data):
    blocks = bytes(data).split(b"\0")
    assert all(len(block) < 254 for block in blocks)
    return b"".join(bytes([len(block) + 1]) + block for block in blocks)


def with_crc(payload):
    return payload + struct.pack("<H", crc16(payload))


def frame(payload):
    return cobs(with_crc(payload)) + b"\0"


def payload_of(name, values):
    kind, _, fields = MESSAGES[name]
    assert len(values) == len(fields), name
    return bytes([kind]) + b"".join(struct.pack("<" + code, value) for (_, code), value in zip(fields, values))


def good(name, *values):
    _, direction, fields = MESSAGES[name]
    text = ",".join(f"{field}={value}" for (field, _), value in zip(fields, values))
    left = f"good {direction} {name} {text}".rstrip()
    return f"{left} : {frame(payload_of(name, values)).hex()}"


def bad(reason, data):
    return f"bad {reason} : {data.hex()}"


def lines():
    assert crc16(b"123456789") == 0x29B1
    yield "# Golden frames of the rating pad protocol, version 1 (../PROTOCOL.md). Written by make-frames.py; read by the C and the Java tests."
    yield "# good <direction pad|host> <NAME> [<field=value,...>] : <encoded frame in hex with its closing 00>"
    yield "#      Values are decimal. PING and WHO have no fields, so nothing stands between their name and the colon."
    yield "# bad <reason torn|oversize|crc|type|length|cobs> : <bytes in hex>"
    yield "#      A reader of either direction counts exactly one bad frame for it and yields no message. The reason says how the line was made."
    yield "# An empty frame (a lone 00) is neither: it is ignored and not counted."
    yield ""
    yield "# HELLO: not assigned, typical, all zero bytes but the type, all ones, zeros inside"
    yield good("HELLO", 1, 1, 0, 1, 1, 0, 0, 0, 0, 0)
    yield good("HELLO", 1, 1, 0, 1, 7, 305419896, 2596069104, 3, 0, 3)
    yield good("HELLO", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    yield good("HELLO", 255, 255, 255, 15, 65535, 4294967295, 4294967295, 64, 65535, 255)
    yield good("HELLO", 1, 1, 0, 8, 256, 16711935, 4278255360, 64, 256, 12)
    yield good("HELLO", 1, 1, 0, 2, 255, 1, 2147483648, 1, 255, 1)
    yield good("HELLO", 1, 1, 0, 4, 2, 16777216, 65536, 0, 65535, 99)
    yield ""
    yield "# PRESS: each key, sequence boundaries, age boundaries (4294967295 = unknown)"
    for key in range(1, 7):
        yield good("PRESS", 100 + key, key, 9)
    yield good("PRESS", 0, 1, 0)
    yield good("PRESS", 255, 5, 255)
    yield good("PRESS", 256, 5, 256)
    yield good("PRESS", 32767, 2, 65535)
    yield good("PRESS", 32768, 3, 65536)
    yield good("PRESS", 65535, 4, 4294967294)
    yield good("PRESS", 65535, 6, 4294967295)
    yield good("PRESS", 0, 3, 4294967295)
    yield ""
    yield "# STATUS: fresh, one key down, all down and stuck, lid open, every value of shown"
    yield good("STATUS", 0, 0, 0, 0, 0, 0, 0, 0)
    yield good("STATUS", 1000, 1, 0, 0, 1, 0, 0, 3)
    yield good("STATUS", 4294967295, 63, 63, 1, 64, 65535, 65535, 8)
    yield good("STATUS", 86400000, 32, 32, 1, 0, 0, 256, 1)
    for shown in range(9):
        yield good("STATUS", 65536 + shown, 0, 0, 0, 0, 1, 1, shown)
    yield ""
    yield "# ACK: boundaries"
    for seq in (0, 1, 255, 256, 32767, 32768, 65534, 65535):
        yield good("ACK", seq)
    yield ""
    yield "# PING, WHO"
    yield good("PING")
    yield good("WHO")
    yield ""
    yield "# SHOW: closed, ready, invite with five keys for 120 s, with three keys, until told otherwise, longest"
    yield good("SHOW", 0, 0, 0)
    yield good("SHOW", 1, 31, 0)
    yield good("SHOW", 2, 31, 1200)
    yield good("SHOW", 2, 7, 300)
    yield good("SHOW", 2, 21, 0)
    yield good("SHOW", 2, 31, 65535)
    yield good("SHOW", 2, 1, 256)
    yield ""
    yield "# ASSIGN, COUNTER"
    yield good("ASSIGN", 305419896, 2596069104)
    yield good("ASSIGN", 1, 1)
    yield good("ASSIGN", 16777216, 256)
    yield good("ASSIGN", 4294967295, 4294967295)
    for counter in (0, 1, 9, 10, 99, 255):
        yield good("COUNTER", counter)
    yield ""
    whole = {
        "PRESS": payload_of("PRESS", (4660, 2, 25)),
        "ACK": payload_of("ACK", (4660,)),
        "SHOW": payload_of("SHOW", (2, 31, 1200)),
        "PING": payload_of("PING", ()),
        "STATUS": payload_of("STATUS", (61000, 1, 0, 0, 1, 0, 2, 3)),
        "ASSIGN": payload_of("ASSIGN", (305419896, 2596069104)),
    }
    yield "# torn: the first n bytes of a frame, then its zero byte"
    for name in ("PRESS", "ACK", "ASSIGN"):
        encoded = frame(whole[name])
        for n in range(1, len(encoded) - 1):
            yield bad("torn", encoded[:n] + b"\0")
    yield "# torn: the end of one frame and the start of the next are lost, so two parts stand as one"
    yield bad("torn", frame(whole["STATUS"])[:7] + frame(whole["PRESS"])[3:])
    yield bad("torn", frame(whole["PING"])[:-1] + frame(whole["ACK"]))
    yield ""
    yield "# oversize: right in all but length (payload of 49 bytes, the first too long; 255 bytes; 600 bytes without zero)"
    yield bad("oversize", frame(bytes([0x02]) + bytes(range(1, 49))))
    yield bad("oversize", frame(bytes([0x81]) + bytes(48)))
    yield bad("oversize", frame(bytes([0x81]) + bytes([7]) * 200 + bytes(54)))
    yield bad("oversize", b"\x03" * 600 + b"\0")
    yield bad("oversize", b"\xff" * 256 + b"\0")
    yield ""
    yield "# crc: one bit wrong in the CRC, CRC high byte first, CRC of other initial value, one bit wrong in the payload"
    for name, payload in whole.items():
        crc = crc16(payload)
        yield bad("crc", cobs(payload + struct.pack("<H", crc ^ 0x0100)) + b"\0")
        yield bad("crc", cobs(payload + struct.pack(">H", crc)) + b"\0")
        yield bad("crc", cobs(payload[:-1] + bytes([payload[-1] ^ 0x10]) + struct.pack("<H", crc)) + b"\0")
    yield bad("crc", cobs(whole["ACK"] + b"\0\0") + b"\0")
    yield ""
    yield "# type: a valid frame of a type nobody knows"
    for kind in (0x00, 0x04, 0x10, 0x7F, 0x80, 0x87, 0xC1, 0xFF):
        yield bad("type", frame(bytes([kind])))
        yield bad("type", frame(bytes([kind, 1, 0])))
    yield ""
    yield "# length: a valid frame one byte shorter or longer than its type says, and no payload at all"
    for name, payload in whole.items():
        if len(payload) > 1:
            yield bad("length", frame(payload[:-1]))
        yield bad("length", frame(payload + b"\0"))
    hello = payload_of("HELLO", (1, 1, 0, 1, 7, 1, 2, 0, 0, 3))
    yield bad("length", frame(hello[:-1]))
    yield bad("length", frame(hello + b"\1"))
    yield bad("length", frame(payload_of("WHO", ()) + b"\0"))
    yield bad("length", frame(payload_of("COUNTER", (3,)) + b"\0"))
    yield bad("length", frame(bytes([0x85])))
    yield bad("length", frame(bytes([0x02]) + bytes(47)))
    yield bad("length", frame(b""))
    yield ""
    yield "# cobs: a code byte points past the end of the frame"
    yield bad("cobs", bytes([0x05, 0x81, 0x01, 0x02]) + b"\0")
    yield bad("cobs", bytes([0xFF]) + b"\0")
    yield bad("cobs", bytes([0xFF, 0x81, 0x34, 0x12]) + b"\0")
    yield bad("cobs", bytes([0x02, 0x82, 0xFE, 0x01]) + b"\0")
    yield bad("cobs", bytes([0x33]) + bytes([1]) * 49 + b"\0")


def main():
    text = "\n".join(lines()) + "\n"
    if sys.argv[1:] == ["--check"]:
        here = Path(__file__).with_name("frames.txt")
        if here.read_text(encoding="ascii") != text:
            sys.exit("frames.txt is not what make-frames.py writes")
        print(f"frames.txt: {sum(line.startswith('good ') for line in text.splitlines())} good and {sum(line.startswith('bad ') for line in text.splitlines())} bad frames, as written by make-frames.py")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        sys.stdout.write(text)


main()
