# What the benchmarks of history share: made-up collections of a host, for stores.

import http.client
import json
import os
import signal
import subprocess
import time
import urllib.parse

from harness import Bench, give_up, java, launcher_flags, median, number, processes

LOADS = "dev.sonde.it.history."
DAYS = number("DAYS", 7)
SERIES = number("SERIES", 600)
EVERY = number("EVERY", 5)
COLLECTIONS_A_DAY = 86400 // EVERY
DAY = 86400
POINTS = 300


def midnight():
    """Where the history ends: the beginning of this day, seconds."""
    return int(time.time()) // DAY * DAY


def first():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(midnight() - DAYS * DAY))


class Load:
    """A program that does what it is told, a line at a time, and answers each with a line of JSON."""

    def __init__(self, bench, path, name, *words, folder=None):
        command = [java(), *launcher_flags(), f"-Djava.io.tmpdir={bench.folder}", "-cp", path, LOADS + name]
        self.name = name
        self.process = subprocess.Popen(
            command + [str(word) for word in words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=folder,
            env=dict(os.environ, MALLOC_ARENA_MAX="1"),  # as the launcher says
        )
        bench.programs.append(self)

    def do(self, *words):
        self.process.stdin.write(" ".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            give_up(f"{self.name} ended with {self.process.wait()}")
        return json.loads(line)

    def memory(self, field):
        with open(f"/proc/{self.process.pid}/status") as file:
            return sum(int(line.split()[1]) for line in file if line.startswith(field)) / 1024

    def end(self):
        if self.process.poll() is None:
            self.process.stdin.close()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                for pid in processes(self.process.pid):
                    os.kill(pid, signal.SIGKILL)
                self.process.wait()


def embedded(bench, path, data, begin=None):
    """The embedded store alone, where a Sonde with this data folder looks for it."""
    os.makedirs(data, exist_ok=True)
    words = [SERIES, EVERY, begin or first(), "embedded", os.path.join(data, "store"), DAYS]
    return Load(bench, path, "HistoryLoad", *words)


def filled(bench: Bench, path, data):
    """Days of history where a Sonde with this data folder looks for it."""
    load = embedded(bench, path, data)
    for _ in range(DAYS):
        load.do("load", COLLECTIONS_A_DAY)
    load.do("settle")
    bench.end(load)


def on_disk(*folders):
    total = 0
    for folder in folders:
        for where, _, files in os.walk(folder):
            total += sum(os.path.getsize(os.path.join(where, file)) for file in files)
    return total


class Asker:
    """Asks one program over one connection, and says how long answers took."""

    def __init__(self, program):
        self.program = program
        self.connection = http.client.HTTPConnection("127.0.0.1", program.port, timeout=120)

    def ask(self, path, **parameters):
        """Milliseconds, and the answer."""
        begin = time.monotonic_ns()
        self.connection.request("GET", path + "?" + urllib.parse.urlencode(parameters))
        answer = self.connection.getresponse()
        body = answer.read()
        millis = (time.monotonic_ns() - begin) / 1e6
        if answer.status != 200:
            give_up(f"{self.program.name} said {answer.status} to {path}: {body[:500]}")
        return millis, json.loads(body)

    def close(self):
        self.connection.close()


def one_series(round_number):
    i = round_number * 37 % SERIES
    return f'made_up_{i // 10}{{device="d{i % 10}"}}'


def spread(values):
    """First, middle and slowest."""
    return f"{values[0]:.1f} / {median(values):.1f} / {max(values):.1f}"
