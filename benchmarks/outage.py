"""A destination down for a day, scaled: memory, disk, the other destination, and the way back"""
# MINUTES  of an outage at 27,550 samples a second, 60: a day of them and 24 GiB, divided by 24
# SPEED    how many times faster than they would come, 15
# ALONE    minutes' worth for the other destination alone, for comparison, 30
# MIB      that the journal may take, 1024 for each 60 minutes
# WARM     seconds until memory and what waits are looked at, 60
# SMALL    MiB where it is too small, 64

import json
import os
import subprocess
import threading
import time
import urllib.request

from harness import LOADS, Bench, class_path, free_port, give_up, java, launcher_flags
from harness import number, table

SERIES = 50 * 551
MINUTES = number("MINUTES", 60)
SPEED = number("SPEED", 15)
WARM = number("WARM", 60)


class Journal:
    """The program with the journal: what it says each second, and its memory then."""

    def __init__(self, path, folder, mebibytes, **ports):
        os.mkdir(folder)
        command = [java(), *launcher_flags(), "-cp", path, LOADS + "Outage", folder]
        command += [str(mebibytes << 20)] + [f"{name}={port}" for name, port in ports.items()]
        self.folder = folder
        self.lines = []
        self.done = threading.Semaphore(0)
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stdout:
            found = json.loads(line)
            found["rss"] = self.memory()
            found["disk"] = on_disk(self.folder)
            self.lines.append(found)
            if found["done"]:
                self.done.release()
        self.done.release()

    def memory(self):
        try:
            with open(f"/proc/{self.process.pid}/status") as file:
                return [int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS")][0]
        except (OSError, IndexError):
            return 0

    def do(self, *words):
        """What it said while it did this."""
        first = len(self.lines)
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        self.done.acquire()
        if self.process.poll() is not None:
            give_up("the journal's program ended")
        return self.lines[max(0, first - 1) :]

    def end(self):
        if self.process.poll() is None:
            self.process.stdin.close()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


class Receiver:
    def __init__(self, path, port):
        self.port = port
        command = [java(), "-Xmx256m", "-Dsun.net.httpserver.nodelay=true", "-cp", path]
        self.process = subprocess.Popen(command + [LOADS + "RowsReceiver", str(port), str(SERIES)])
        end = time.monotonic() + 30
        while not self.counts():
            if time.monotonic() > end:
                give_up("the receiver does not answer")
            time.sleep(0.05)

    def counts(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/counts", timeout=30) as answer:
                return json.load(answer)
        except OSError:
            return None

    def end(self):
        self.process.kill()
        self.process.wait()


def on_disk(folder):
    total = 0
    for where, _, files in os.walk(folder):
        for file in files:
            try:
                total += os.stat(os.path.join(where, file)).st_blocks * 512
            except FileNotFoundError:
                pass
    return total


def rates(lines, name):
    """Samples delivered in a second, and CPU seconds for each million of them."""
    first, last = lines[0], lines[-1]
    delivered = last["to"][name]["delivered"] - first["to"][name]["delivered"]
    seconds, cpu = last["seconds"] - first["seconds"], last["cpu"] - first["cpu"]
    return delivered / seconds, cpu / max(1, delivered) * 1e6, cpu / seconds


def phase(name, lines, warm=0):
    kept = [each for each in lines if each["seconds"] - lines[0]["seconds"] >= warm] or lines
    rss = [each["rss"] for each in kept]
    accepted = (lines[-1]["accepted"] - lines[0]["accepted"]) / 1e6
    row = [name, f"{lines[-1]['seconds'] - lines[0]['seconds']:.0f}", f"{accepted:.1f}"]
    for to in ("well", "down"):
        if to in lines[-1]["to"]:
            per_second = rates(lines, to)[0]
            lag = max(each["to"][to]["pending"] for each in kept) / 1e6
            row += [f"{per_second / 1e3:.0f}", f"{lag:.2f}"]
        else:
            row += ["", ""]
    row += [
        f"{rates(lines, 'well')[2]:.2f}",
        f"{min(rss):.0f} to {max(rss):.0f}, {(max(rss) / min(rss) - 1) * 100:.0f} %",
        f"{max(each['disk'] for each in lines) / 2**20:.0f}",
        f"{lines[-1]['max_bytes'] / 2**20:.0f}",
    ]
    return row


HEADER = [
    "",
    "seconds",
    "million in",
    "well, k/s",
    "waits, M",
    "down, k/s",
    "waits, M",
    "CPUs",
    "RSS MB",
    "disk MiB",
    "max MiB",
]


def judge(name, line, counts):
    """Adds up what one destination got, seen from both sides."""
    stood = line["to"][name]
    missing = stood["accepted"] - stood["delivered"] - stood["dropped"] - stood["pending"]
    same = line["fingerprint"] == counts["fingerprint"]
    print(
        f"{name}: accepted {stood['accepted']}, delivered {stood['delivered']}, "
        f"dropped {stood['dropped']}, unaccounted {missing}; the receiver counted "
        f"{counts['received']} ({counts['received'] - stood['delivered']:+d}), "
        f"{counts['skipped']} skipped, {counts['back']} twice or out of order, "
        f"{'every sample and value the same' if same else 'not all samples'}"
    )
    good = missing == 0 and counts["back"] == 0 and counts["received"] == stood["delivered"]
    if not good or (stood["dropped"] == 0) != same:
        give_up(f"{name} does not add up")


def alone(bench, path, rows):
    port = free_port()
    receiver = Receiver(path, port)
    bench.programs.append(receiver)
    journal = Journal(path, os.path.join(bench.folder, "alone"), 1024, well=port)
    bench.programs.append(journal)
    lines = journal.do("feed", number("ALONE", 30) * 60, SPEED)
    rows.append(phase("the other one alone", lines, WARM))
    journal.do("settle")
    bench.end(journal)
    bench.end(receiver)


def outage(bench, path, rows, title, minutes, mebibytes):
    well, down = free_port(), free_port()
    receivers = {"well": Receiver(path, well)}
    bench.programs.append(receivers["well"])
    folder = os.path.join(bench.folder, f"outage-{mebibytes}")
    journal = Journal(path, folder, mebibytes, well=well, down=down)
    bench.programs.append(journal)
    lines = journal.do("feed", minutes * 60, SPEED)
    rows.append(phase(title, lines, WARM))
    receivers["down"] = Receiver(path, down)
    bench.programs.append(receivers["down"])
    lines = journal.do("drain", "down", 1)
    # From when it is tried again: the back-off may be a minute.
    begun = next(i for i, each in enumerate(lines) if each["to"]["down"]["delivered"] > 0)
    print(f"back after {lines[begun]['seconds'] - lines[0]['seconds']:.0f} s (back-off up to 60 s)")
    drained = lines[max(0, begun - 1) :]
    speed, cost, _ = rates(drained, "down")
    rows.append(phase("  and back, 1x coming in", drained))
    print(f"drains {speed / 1e3:.0f} k samples a second, {cost:.2f} CPU-s per million, all included")
    line = journal.do("settle")[-1]
    for name, receiver in receivers.items():
        judge(name, line, receiver.counts())
    print(f"{line['written'] / line['accepted']:.2f} bytes a sample in the journal")
    for each in [journal, *receivers.values()]:
        bench.end(each)


def main():
    with Bench() as bench:
        path = class_path()
        mebibytes = number("MIB", 1024 * MINUTES // 60)
        print(
            f"50 targets x 551 samples, {SPEED} times as fast as one a second, in the launcher's "
            f"virtual machine with the load in it; {MINUTES} minutes of an outage and {mebibytes} "
            f"MiB are a day and 24 GiB divided by {1440 / MINUTES:.0f}",
            flush=True,
        )
        rows = []
        alone(bench, path, rows)
        outage(bench, path, rows, "one down", MINUTES, mebibytes)
        small = number("SMALL", 64)
        outage(bench, path, rows, f"one down, {small} MiB", max(1, MINUTES // 4), small)
        table(HEADER, rows)


main()
