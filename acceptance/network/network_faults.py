#!/usr/bin/env python3
"""A kiosk in a network namespace whose line fails again and again, while somebody presses; then the invariant.

usage: network_faults.py --folder NEW --partitions N [--seconds S] [--seed N]

Both jars run as processes. The kiosk is alone in a namespace, with one pair of virtual interfaces to the server; faults are made
by the kernel: the interface goes down, packets are dropped (30 % or all of them) or reset, the line becomes as narrow as a
village's. Every fortieth fault is a silence of 70 s, after which the kiosk must have made a new connection by itself. Needs root,
ip, nft and tc. Ends early, in order, after S seconds. Prints one JSON object; exit 1 if anything is lost or there twice.
"""
import argparse
import http.client
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVER_IP, KIOSK_IP, BITS = "10.213.77.1", "10.213.77.2", 30
HTTP_PORT, KIOSK_PORT, BROKER_PORT = 18080, 18090, 11883
SILENCE_EVERY, SILENCE_SECONDS = 40, 70
OFFICE = {
    "office": {"id": "xa-thu-nghiem", "name": "UBND xã Thử Nghiệm"},
    "counters": [{"number": 1, "name": "Quầy 1", "mode": "OPEN"}],
    "clerks": [{"id": "an", "name": "Nguyễn Thị An", "kind": "CONG_CHUC", "pin": "503817"}],
    "scale": "HL5/1", "windowMs": 120000, "procedures": [], "pads": {}, "official": True, "signIn": {},
}


class Failed(Exception):
    """What is proven here does not hold, or cannot be tried."""


def run(*command, quiet=False):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode and not quiet:
        raise Failed(f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


class Line:
    """A namespace and the pair of interfaces that leads there."""

    def __init__(self):
        self.space, self.near, self.far = f"motcua{os.getpid()}", f"mc{os.getpid() % 100000}a", f"mc{os.getpid() % 100000}b"

    def __enter__(self):
        run("ip", "netns", "add", self.space)
        run("ip", "link", "add", self.near, "type", "veth", "peer", "name", self.far, "netns", self.space)
        run("ip", "addr", "add", f"{SERVER_IP}/{BITS}", "dev", self.near)
        run("ip", "link", "set", self.near, "up")
        self.inside("ip", "addr", "add", f"{KIOSK_IP}/{BITS}", "dev", self.far)
        self.inside("ip", "link", "set", self.far, "up")
        self.inside("ip", "link", "set", "lo", "up")
        return self

    def __exit__(self, *_):
        run("ip", "netns", "del", self.space, quiet=True)
        run("ip", "link", "del", self.near, quiet=True)

    def inside(self, *command):
        return run("ip", "netns", "exec", self.space, *command)

    def filter(self, rule):
        """One rule for what comes and goes over the line; none takes it away."""
        run("ip", "netns", "exec", self.space, "nft", "delete", "table", "inet", "fault", quiet=True)
        if rule:
            rules = "table inet fault {\n"
            for hook in ("input", "output"):
                way = "iifname" if hook == "input" else "oifname"
                rules += f"chain {hook} {{ type filter hook {hook} priority 0; {way} {self.far} {rule}; }}\n"
            subprocess.run(["ip", "netns", "exec", self.space, "nft", "-f", "-"], input=rules + "}", text=True, check=True)

    def down(self, seconds):
        self.inside("ip", "link", "set", self.far, "down")
        time.sleep(seconds)
        self.inside("ip", "link", "set", self.far, "up")

    def filtered(self, rule, seconds):
        self.filter(rule)
        time.sleep(seconds)
        self.filter(None)

    def narrow(self, seconds):
        shape = ("root", "tbf", "rate", "256kbit", "burst", "4kb", "latency", "400ms")
        self.inside("tc", "qdisc", "add", "dev", self.far, *shape)
        time.sleep(seconds)
        self.inside("tc", "qdisc", "del", "dev", self.far, "root")


class Jar:
    """A jar of ours as a process; its log is in the folder."""

    def __init__(self, name, folder, properties, prefix=()):
        config = folder / f"{name}.properties"
        config.write_text("".join(f"{key}={value}\n" for key, value in properties.items()), encoding="utf-8")
        self.log = open(folder / f"{name}.log", "ab")
        jar = ROOT / name / "target" / f"{name}.jar"
        heap = "-Xmx64m" if name == "kiosk" else "-Xmx512m"
        self.process = subprocess.Popen(
            [*prefix, "java", heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", str(jar), "run", "--config", str(config)],
            stdout=self.log, stderr=subprocess.STDOUT)

    def stop(self):
        self.process.terminate()
        self.process.wait(60)
        self.log.close()


def request(port, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        headers = {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{port}"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def press_forever(port, shown):
    """Inside the namespace: a press every 200 ms; a line in the file for each that was said to be recorded."""
    with open(shown, "a", encoding="ascii") as file:
        key = 0
        while True:
            key = key % 5 + 1
            status, body = request(port, "POST", "/api/rate/1/press", json.dumps({"key": key}))
            if status // 100 != 2:
                raise Failed(f"a press was answered {status}: {body!r}")
            file.write(f"{key}\n")
            file.flush()
            time.sleep(0.2)


def until(what, holds, seconds):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise Failed(f"{what}: not within {seconds} s")
        time.sleep(0.2)


def health(line):
    text = line.inside("curl", "-sf", "--max-time", "10", f"http://127.0.0.1:{KIOSK_PORT}/api/health")
    return json.loads(text)


def answers(call):
    try:
        call()
        return True
    except (Failed, OSError, ValueError):
        return False


def connections(folder):
    return (folder / "kiosk.log").read_text(encoding="utf-8").count("connected to tcp://")


def storm(line, folder, partitions, seconds, dice):
    """All faults; returns how many of each kind there were."""
    counts = {"down": 0, "loss": 0, "dropped": 0, "reset": 0, "narrow": 0, "silence": 0}
    end = time.monotonic() + seconds
    for number in range(1, partitions + 1):
        if time.monotonic() > end:
            break
        kind = dice.choice(["down", "down", "loss", "dropped", "reset", "narrow"])
        if number % SILENCE_EVERY == 0:
            kind = "silence"
        counts[kind] += 1
        if kind == "down":
            line.down(dice.uniform(0.2, 2.0))
        elif kind == "loss":
            line.filtered("numgen random mod 100 < 30 drop", dice.uniform(1.0, 4.0))
        elif kind == "dropped":
            line.filtered("drop", dice.uniform(0.2, 2.0))
        elif kind == "reset":
            line.filtered("meta l4proto tcp reject with tcp reset", 0.3)
        elif kind == "narrow":
            line.narrow(dice.uniform(1.0, 3.0))
        else:
            before = connections(folder)
            line.filtered("drop", SILENCE_SECONDS)
            until("a new connection after a minute of silence", lambda: connections(folder) > before, 90)
        time.sleep(dice.uniform(0.2, 1.5))
        if number % 20 == 0:
            print(f"network-faults: {number} faults, {connections(folder)} connections, {health(line)['backlog']} records wait",
                  file=sys.stderr, flush=True)
    return counts


def prove(folder, partitions, seconds, seed):
    dice = random.Random(seed)
    begin = time.monotonic()
    (folder / "office.json").write_text(json.dumps(OFFICE), encoding="utf-8")
    with Line() as line:
        server = kiosk = presser = None
        try:
            server = Jar("server", folder, {
                "server.data": folder / "server", "http.port": HTTP_PORT, "broker.host": SERVER_IP, "broker.port": BROKER_PORT})
            until("the server answers", lambda: answers(lambda: request(HTTP_PORT, "GET", "/api/health")), 90)
            inside = ("ip", "netns", "exec", line.space)
            kiosk = Jar("kiosk", folder, {
                "kiosk.id": "dut-day", "kiosk.data": folder / "kiosk", "kiosk.simulated": "true", "http.port": KIOSK_PORT,
                "pads.ports": "", "pads.simulated": "", "office.seed": folder / "office.json",
                "uplink.url": f"tcp://{SERVER_IP}:{BROKER_PORT}", "uplink.serverKey": folder / "server" / "server.key.pub"}, inside)
            until("the kiosk answers", lambda: answers(lambda: health(line)), 90)
            shown = folder / "shown"
            presser = subprocess.Popen([*inside, sys.executable, __file__, "--press", str(KIOSK_PORT), str(shown)])
            counts = storm(line, folder, partitions, seconds, dice)
            if presser.poll() is not None:
                raise Failed("the presses ended early")
            presser.terminate()
            presser.wait()
            until("everything is receipted", lambda: health(line)["backlog"] == 0, 180)
            made = connections(folder)
            kiosk.stop()
            kiosk = None
            time.sleep(2)  # the kiosk's last words
            server.stop()
            server = None
        finally:
            for process in (presser, kiosk and kiosk.process, server and server.process):
                if process and process.poll() is None:
                    process.kill()
                    process.wait()
    return check(folder, counts, made, time.monotonic() - begin, seed)


def check(folder, counts, made, seconds, seed):
    journal = folder / "kiosk" / "journal" / "journal.db"
    said = run(sys.executable, str(ROOT / "acceptance/invariant/invariant.py"), "--kiosk", str(journal),
               "--server", str(folder / "server" / "server.db"), "--drained")
    shown = len((folder / "shown").read_text(encoding="ascii").splitlines())
    with sqlite3.connect(f"file:{journal}?mode=ro", uri=True) as database:
        headers = [json.loads(row[0]) for row in database.execute("SELECT header FROM record")]
    presses = sum(header["type"] == "press" for header in headers)
    # The press under way when the presser ended may be recorded without having been shown.
    if not shown <= presses <= shown + 1:
        raise Failed(f"{shown} presses were shown as recorded, the journal has {presses}")
    print(said.strip(), file=sys.stderr)
    return {"name": "network-faults", "date": time.strftime("%Y-%m-%d", time.gmtime()), "seed": seed, "machine": "2 vCPU VM",
            "seconds": round(seconds), "partitions": sum(counts.values()), **counts, "connections": made, "presses": presses,
            "records": len(headers), "lost": 0, "doubled": 0}


def main():
    if sys.argv[1:2] == ["--press"]:
        press_forever(int(sys.argv[2]), sys.argv[3])
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", required=True, type=Path)
    parser.add_argument("--partitions", required=True, type=int)
    parser.add_argument("--seconds", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    args = parser.parse_args()
    try:
        if os.geteuid() != 0:
            raise Failed("run it as root: it makes network namespaces")
        for tool in ("ip", "nft", "tc", "curl", "java"):
            if not shutil.which(tool):
                raise Failed(f"{tool} is missing")
        args.folder.mkdir(parents=True)
        print(json.dumps(prove(args.folder, args.partitions, args.seconds, args.seed)))
        return 0
    except (Failed, OSError, subprocess.SubprocessError) as e:
        print(f"network-faults: {e}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
