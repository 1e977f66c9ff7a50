#!/usr/bin/env python3
"""Rating pads that outlive the kiosk, with people at them who never stop pressing.

usage: pads.py FOLDER PADS SEED

Each pad speaks hardware/rating-pad/PROTOCOL.md on a pseudo-terminal FOLDER/pad-1, FOLDER/pad-2, ... and keeps its presses until the
kiosk has acknowledged them, as the firmware does in its EEPROM. Prints PAD N ID for each pad and READY, then what a pad shows as recorded:

  shown press ID EPOCH SEQ       a rating key's press was acknowledged
  shown finished SERVICE         a clerk's key was; the last pad is to stand at a counter in mode OPEN, where that key means nothing

Commands on standard input: "rest" (nobody presses any more; EMPTY is printed once all is acknowledged) and "press" (people are back).
Ends with its standard input. It is not the firmware: that one is tested in emulation; this one is cheap enough for a thousand kiosks.
"""
import binascii
import hashlib
import os
import random
import select
import struct
import sys
import termios
import time
import tty

HELLO, PRESS, STATUS = 1, 2, 3
ACK, PING, SHOW, ASSIGN, COUNTER, WHO = 0x81, 0x82, 0x83, 0x84, 0x85, 0x86
CLERK, MOST_PENDING = 6, 64
REPEAT_S, SILENT_S = 0.2, 1.5
# The kiosk takes two strokes of the clerk's key within 2 s for one.
BETWEEN_VISITS_S = 2.4


def encode(payload):
    data = payload + struct.pack("<H", binascii.crc_hqx(payload, 0xFFFF))
    return b"".join(bytes([len(block) + 1]) + block for block in data.split(b"\0")) + b"\0"


def decode(frame):
    """The payload, or nothing if it is none."""
    data, at = b"", 0
    while at < len(frame):
        code = frame[at]
        data += frame[at + 1:at + code] + b"\0"
        at += code
    data = data[:-1]
    good = len(data) >= 3 and struct.unpack("<H", data[-2:])[0] == binascii.crc_hqx(data[:-2], 0xFFFF)
    return data[:-2] if good else b""


def say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Pad:
    def __init__(self, folder, number, rng, visits):
        self.rng, self.visits = rng, visits
        self.id, self.epoch = rng.randrange(1, 1 << 32), rng.randrange(1, 1 << 32)
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        os.set_blocking(self.master, False)
        link = os.path.join(folder, f"pad-{number}")
        if os.path.lexists(link):
            os.remove(link)
        os.symlink(os.ttyname(self.slave), link)
        self.inbox, self.log, self.seq, self.counter = b"", [], 0, number
        now = time.monotonic()
        self.heard = now - 60
        self.next_hello = self.next_status = self.next_press = self.next_visit = now
        self.resend = 0.0
        self.started = now
        say(f"PAD {number} {self.id:08x}")

    def send(self, payload):
        if time.monotonic() - self.heard > SILENT_S:
            termios.tcflush(self.slave, termios.TCIFLUSH)  # a cable keeps nothing for a host that is not there
        try:
            os.write(self.master, encode(payload))
        except BlockingIOError:
            pass  # it is sent again

    def hello(self):
        self.send(struct.pack("<BBBBBHIIBHB", HELLO, 1, 1, 0, 1, 1, self.id, self.epoch, len(self.log), 0, self.counter))

    def read(self):
        try:
            self.inbox += os.read(self.master, 4096)
        except (BlockingIOError, OSError):
            return
        *frames, self.inbox = self.inbox.split(b"\0")
        for frame in frames:
            payload = decode(frame) if frame else b""
            if payload:
                self.heard = time.monotonic()
                self.take(payload)

    def take(self, payload):
        kind = payload[0]
        if kind == ACK and self.log and struct.unpack("<H", payload[1:3])[0] == self.log[0][0]:
            self.acknowledged(*self.log.pop(0))
            self.resend = 0.0
        elif kind == WHO:
            self.hello()
        elif kind == COUNTER:
            self.counter = payload[1]
            self.hello()

    def acknowledged(self, seq, key, _):
        if key != CLERK:
            say(f"shown press {self.id:08x} {self.epoch:08x} {seq}")
        elif self.visits:
            stroke = f"{self.id:08x}/{self.epoch:08x}/{seq}"
            say("shown finished " + hashlib.sha256(stroke.encode()).hexdigest()[:16])

    def push(self, key, now):
        if len(self.log) < MOST_PENDING:
            self.seq += 1
            self.log.append((self.seq, key, now))

    def people(self, now):
        if now >= self.next_visit:
            self.push(CLERK, now)
            self.next_visit = now + BETWEEN_VISITS_S + self.rng.random()
            self.next_press = now + 0.1
        elif now >= self.next_press:
            self.push(self.rng.randint(1, 5), now)
            self.next_press = now + self.rng.choice((0.02, 0.03, 0.1, 0.5))

    def step(self, now):
        if self.log and now >= self.resend:
            seq, key, made = self.log[0]
            self.send(struct.pack("<BHBI", PRESS, seq, key, int((now - made) * 1000)))
            self.resend = now + REPEAT_S
        if now - self.heard > SILENT_S and now >= self.next_hello:
            self.hello()
            self.next_hello = now + 0.5
        if now >= self.next_status:
            up = int((now - self.started) * 1000) & 0xFFFFFFFF
            self.send(struct.pack("<BIBBBBHHB", STATUS, up, 0, 0, 0, len(self.log), 0, 0, 1))
            self.next_status = now + 1


def main():
    folder, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    pads = [Pad(folder, n + 1, random.Random(seed + n), n + 1 < count) for n in range(count)]
    say("READY")
    pressing, told, by_master = True, False, {pad.master: pad for pad in pads}
    while True:
        ready, _, _ = select.select([0, *by_master], [], [], 0.01)
        if 0 in ready:
            words = os.read(0, 4096).decode().split()
            if not words:
                return
            pressing, told = words[-1] == "press", False
        for fd in ready:
            if fd:
                by_master[fd].read()
        now = time.monotonic()
        for pad in pads:
            if pressing:
                pad.people(now)
            pad.step(now)
        if not pressing and not told and not any(pad.log for pad in pads):
            say("EMPTY")
            told = True


if __name__ == "__main__":
    main()
