"""Runs padsim with the real firmware and talks to it as a host does: through the terminal, in real time.

usage: python3 -m unittest test_padsim        (PADSIM and FIRMWARE name the two files; set by the Makefile)
"""
import os
import re
import select
import shutil
import signal
import struct
import subprocess
import tempfile
import termios
import time
import tty
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
PADSIM = os.environ.get("PADSIM", str(HERE.parent / "build" / "padsim"))
FIRMWARE = os.environ.get("FIRMWARE", str(HERE.parent / "build" / "rating-pad.elf"))
PATIENCE = 60.0  # seconds; only a broken pad waits that long
CLOSED, READY, INVITE = 0, 1, 2
PAD_ID, EPOCH = 0x11223344, 0x55667788
UNKNOWN_AGE = 0xFFFFFFFF


def crc16(data):
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021) & 0xFFFF if crc & 0x8000 else crc << 1
    return crc


def encode(payload):
    data = payload + struct.pack("<H", crc16(payload))
    return b"".join(bytes([len(block) + 1]) + block for block in data.split(b"\0")) + b"\0"


def decode(frame):
    data, at = b"", 0
    while at < len(frame):
        code = frame[at]
        data += frame[at + 1:at + code] + b"\0"
        at += code
    data = data[:-1]
    if len(data) < 3 or struct.unpack("<H", data[-2:])[0] != crc16(data[:-2]):
        raise ValueError(f"bad frame {frame.hex()}")
    return data[:-2]


class Press:
    def __init__(self, payload):
        self.seq, self.key, self.age_ms = struct.unpack("<HBI", payload[1:])


class Hello:
    def __init__(self, payload):
        (self.proto, self.major, self.minor, self.reset_cause, self.boots, self.pad_id, self.epoch, self.pending, self.refused,
         self.counter) = struct.unpack("<BBBBHIIBHB", payload[1:])


class Status:
    def __init__(self, payload):
        (self.up_ms, self.keys_down, self.stuck, self.lid, self.pending, self.refused, self.bad_frames,
         self.shown) = struct.unpack("<IBBBBHHB", payload[1:])


KINDS = {1: Hello, 2: Press, 3: Status}


class Pad:
    """A running padsim and, once opened, its terminal."""

    def __init__(self, folder, *options):
        self.link = str(Path(folder) / "pad")
        self.process = subprocess.Popen([PADSIM, "--pty-link", self.link, "--eeprom", str(Path(folder) / "eeprom"), *options, "--elf", FIRMWARE],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.events, self.rest = [], b""
        self.port, self.bytes, self.messages = -1, b"", []
        self.pinged = 0.0
        self.synchronised = False

    def command(self, text):
        self.process.stdin.write((text + "\n").encode())
        self.process.stdin.flush()

    def open(self):
        self.port = os.open(self.link, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        tty.setraw(self.port, termios.TCSANOW)
        self.synchronised = False
        self.send(0x86)

    def close_port(self):
        if self.port >= 0:
            os.close(self.port)
        self.port, self.bytes = -1, b""

    def send(self, kind, *fields):
        layout = {0x81: "<H", 0x82: "<", 0x83: "<BBH", 0x84: "<II", 0x85: "<B", 0x86: "<"}[kind]
        os.write(self.port, encode(bytes([kind]) + struct.pack(layout, *fields)))

    def pump(self, seconds=0.02):
        """Reads what has come; the host is alive and says so."""
        readers = [self.process.stdout] + ([self.port] if self.port >= 0 else [])
        ready, _, _ = select.select(readers, [], [], seconds)
        if self.process.stdout in ready:
            data = os.read(self.process.stdout.fileno(), 65536)
            *lines, self.rest = (self.rest + data).split(b"\n")
            self.events += [line.decode() for line in lines]
        if self.port in ready:
            data = os.read(self.port, 65536)
            if not data:
                raise EOFError("the terminal is gone")
            *frames, self.bytes = (self.bytes + data).split(b"\0")
            for frame in frames:
                self.take(frame)

    def take(self, frame):
        may_be_torn, self.synchronised = not self.synchronised, True
        try:
            payload = decode(frame) if frame else None
        except ValueError:
            if may_be_torn:  # opened in the middle of a frame
                return
            raise
        if payload:
            self.messages.append(KINDS[payload[0]](payload))

    def until(self, what, condition, ping=True):
        deadline = time.monotonic() + PATIENCE
        while True:
            found = condition()
            if found:
                return found
            if time.monotonic() > deadline:
                raise AssertionError(f"no {what}; last events {self.events[-8:]}")
            if ping and self.port >= 0 and time.monotonic() - self.pinged > 0.5:
                self.pinged = time.monotonic()
                self.send(0x82)
            self.pump()

    def event(self, pattern, start=0, ping=True):
        return self.until(pattern, lambda: next((e for e in self.events[start:] if re.fullmatch(pattern, e)), None), ping)

    def message(self, kind, condition=lambda message: True, start=0, ping=True):
        return self.until(kind.__name__, lambda: next((m for m in self.messages[start:] if isinstance(m, kind) and condition(m)), None),
                          ping)

    def quit(self):
        self.close_port()
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self.process.stdout.close()


class PadsimTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="padsim-")
        self.addCleanup(shutil.rmtree, self.folder, True)

    def start(self, *options):
        pad = Pad(self.folder, *options)
        self.addCleanup(pad.quit)
        pad.event("READY")
        return pad

    def start_assigned(self, *options):
        pad = self.start(*options)
        pad.open()
        pad.message(Hello)
        pad.send(0x84, PAD_ID, EPOCH)
        pad.message(Hello, lambda hello: hello.pad_id == PAD_ID and hello.epoch == EPOCH)
        pad.send(0x83, INVITE, 0x1F, 0)
        pad.message(Status, lambda status: status.shown == INVITE)
        return pad

    def test_a_bouncing_press_arrives_once_and_is_recorded(self):
        pad = self.start_assigned()
        pad.command("press 2 120")
        press = pad.message(Press)
        self.assertEqual((1, 2), (press.seq, press.key))
        self.assertLess(press.age_ms, 60)
        pad.send(0x81, press.seq)
        pad.message(Status, lambda status: status.shown == 5)
        status = pad.message(Status, start=len(pad.messages))
        self.assertEqual((0, 0), (status.pending, status.bad_frames))
        self.assertEqual({1}, {m.seq for m in pad.messages if isinstance(m, Press)})

    def test_unplugged_the_terminal_goes_away_and_the_press_comes_again_after_plugging_in(self):
        pad = self.start_assigned()
        pad.command("press 5 100")
        pad.message(Press)
        pad.command("unplug")
        with self.assertRaises((EOFError, OSError)):
            pad.until("end of the terminal", lambda: False, ping=False)
        self.assertFalse(os.path.lexists(pad.link))
        pad.close_port()
        pad.event("POWER off")
        start = len(pad.messages)
        pad.command("plug")
        pad.until("terminal", lambda: sum(e.startswith("PTY ") for e in pad.events) == 2)
        pad.open()
        again = pad.message(Press, start=start)
        self.assertEqual((1, 5, UNKNOWN_AGE), (again.seq, again.key, again.age_ms))
        self.assertEqual(2, pad.message(Hello, start=start).boots)

    def test_started_unplugged_it_has_no_terminal_until_plugged_in(self):
        pad = self.start("--unplugged")
        self.assertEqual(["READY"], pad.events)
        self.assertFalse(os.path.lexists(pad.link))
        pad.command("power on")
        pad.command("press 1 100")
        pad.command("plug")
        pad.event("POWER on")
        pad.open()
        self.assertEqual(0, pad.message(Hello).pad_id)
        self.assertEqual([], [e for e in pad.events if e.startswith("ERROR")])

    def test_without_power_the_terminal_stays_and_is_silent(self):
        pad = self.start_assigned()
        pad.command("power off")
        pad.event("POWER off")
        pad.pump()
        start = len(pad.messages)
        pad.command("press 3 100")
        pad.command("power on")
        pad.event("POWER on")
        hello = pad.message(Hello, start=start, ping=False)
        self.assertEqual(2, hello.boots)
        self.assertEqual(0, hello.pending)
        self.assertTrue(os.path.lexists(pad.link))

    def test_the_trace_tells_every_lamp_in_virtual_time(self):
        trace = Path(self.folder) / "trace"
        pad = self.start_assigned("--trace", str(trace), "--seed", "7")
        pad.command("press 1 100")
        pad.event("BUZZER 0 .*", 0)
        pad.quit()
        lines = trace.read_text(encoding="ascii").splitlines()
        on = next(int(line.split()[2]) for line in lines if line.startswith("BUZZER 1"))
        off = next(int(line.split()[2]) for line in lines if line.startswith("BUZZER 0"))
        self.assertTrue(75_000 <= off - on <= 85_000, off - on)

    def test_killed_it_keeps_what_was_seen(self):
        pad = self.start_assigned()
        pad.command("press 4 100")
        pad.event("LAMP 4 1 .*")
        pad.event("BUZZER 1 .*")
        pad.close_port()
        pad.process.kill()
        pad.process.wait(PATIENCE)
        again = self.start()
        again.open()
        press = again.message(Press)
        self.assertEqual((1, 4, UNKNOWN_AGE), (press.seq, press.key, press.age_ms))

    def test_a_hanging_processor_is_reset_by_the_watchdog(self):
        pad = self.start_assigned()
        pad.command("press 3 100")
        pad.message(Press)
        start, events = len(pad.messages), len(pad.events)
        pad.command("hang")
        pad.event("RESET .*", events)
        hello = pad.message(Hello, start=start)
        self.assertEqual(8, hello.reset_cause)
        self.assertEqual((1, 3), (lambda press: (press.seq, press.key))(pad.message(Press, lambda p: p.age_ms == UNKNOWN_AGE, start)))

    def test_the_reset_key_is_told_from_power(self):
        pad = self.start_assigned()
        self.assertEqual(1, pad.message(Hello).reset_cause)
        start = len(pad.messages)
        pad.command("reset")
        self.assertEqual(2, pad.message(Hello, start=start).reset_cause)

    def test_after_any_reset_the_keys_are_up_and_work(self):
        """The processor's reset changes no contact: up stays up, and the next press is one press."""
        pad = self.start_assigned()
        for seq, way in enumerate(("reset", "hang", "reset"), 1):
            start, events = len(pad.messages), len(pad.events)
            pad.command(way)
            pad.event("RESET .*", events)
            pad.message(Hello, start=start)
            start = len(pad.messages)
            first = pad.message(Status, start=start)
            pad.message(Status, lambda status, after=first.up_ms + 1000: status.up_ms > after, start)
            self.assertEqual({(0, 0, 0)}, {(m.keys_down, m.stuck, m.lid) for m in pad.messages[start:] if isinstance(m, Status)}, way)
            pad.command("press 3 100")
            press = pad.message(Press, lambda press, wanted=seq: press.seq == wanted, start)
            self.assertEqual(3, press.key)
            pad.send(0x81, seq)
            pad.message(Status, lambda status: status.pending == 0, len(pad.messages))

    def test_a_closed_pad_is_dark_and_silent_and_logs(self):
        pad = self.start_assigned()
        pad.send(0x83, CLOSED, 0, 0)
        pad.message(Status, lambda status: status.shown == CLOSED)
        events = len(pad.events)
        pad.command("press 1 100")
        self.assertEqual(1, pad.message(Press).key)
        pad.message(Status, start=len(pad.messages))
        self.assertEqual([], [e for e in pad.events[events:] if e.startswith("BUZZER") or re.match("LAMP . 1", e)])

    def test_without_a_host_it_shows_the_fault_and_still_takes_presses(self):
        pad = self.start_assigned()
        pad.close_port()
        pad.until("fault pattern on all lamps at once",
                  lambda: {e.split()[3] for e in pad.events[-10:] if re.match("LAMP [1-5] 1", e)} and "HEARTBEAT" in pad.events[-1], False)
        pad.command("press 2 100")
        pad.event("BUZZER 1 .*", ping=False)
        pad.open()
        self.assertEqual(2, pad.message(Press).key)

    def test_lid_and_held_key_show_in_status(self):
        pad = self.start_assigned()
        self.assertEqual(0, pad.message(Status).lid)
        pad.command("lid open")
        pad.command("down 6")
        pad.message(Status, lambda status: status.lid == 1 and status.keys_down == 32)
        pad.command("up 6")
        pad.message(Status, lambda status: status.keys_down == 0, len(pad.messages))
        self.assertEqual(6, pad.message(Press).key)

    def test_it_ends_with_its_input_and_on_sigterm(self):
        pad = self.start()
        pad.quit()
        self.assertEqual(0, pad.process.returncode)
        self.assertFalse(os.path.lexists(pad.link))
        other = self.start()
        other.process.send_signal(signal.SIGTERM)
        self.assertEqual(0, other.process.wait(PATIENCE))
        self.assertFalse(os.path.lexists(other.link))

    def test_bad_commands_are_answered_and_do_no_harm(self):
        pad = self.start()
        for command in ("press 7 100", "press 1", "press 0 50", "press 1 5", "down x", "lid", "make tea", "press 1 100 and more", "x" * 1000):
            start = len(pad.events)
            pad.command(command)
            pad.event("ERROR .*", start)
        pad.event("HEARTBEAT 1 .*", len(pad.events))

    def test_bad_options_end_with_one_line(self):
        for arguments, code in (((), 2), ((FIRMWARE, FIRMWARE), 2), ((FIRMWARE,), 0), (("--elf", FIRMWARE), 0), (("--seed", "x", FIRMWARE), 2), (("/nonexistent.elf",), 1),
                                (("--eeprom", "/nonexistent/eeprom", FIRMWARE), 1), (("--help",), 0)):
            done = subprocess.run([PADSIM, *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=False)
            self.assertEqual(code, done.returncode, arguments)

    def test_it_is_cheap_while_nothing_happens(self):
        """At most a quarter of a core, so that tests of a whole office can run beside it."""
        pad = self.start_assigned()
        hertz = os.sysconf("SC_CLK_TCK")

        def used():
            fields = Path(f"/proc/{pad.process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) / hertz

        before, start = used(), pad.message(Status, start=len(pad.messages)).up_ms
        end = pad.message(Status, lambda status: status.up_ms > start + 4000).up_ms
        share = (used() - before) / ((end - start) / 1000)
        print(f"padsim uses {share:.1%} of a core")
        self.assertLess(share, 0.25)


if __name__ == "__main__":
    unittest.main()
