"""Taking what others push: CPU and bytes, beside VictoriaMetrics and vmagent"""
# WRITERS   who push at once, 10
# TARGETS   whose scrapes of 551 samples are in a push, 4
# PUSHES    of each writer in a measurement, 200
# WARM      seconds of pushing before the first measurement, 180
# REPEAT    medians of so many measurements, 3
# FORMS     which of Sonde's, all; "" for none
# PROFILE   1: where Sonde's time goes, in a measurement of its own

import json
import os
import subprocess
import time

import profiling
from harness import LOADS, Bench, class_path, free_port, give_up, java, median, number, peer, table

WRITERS = number("WRITERS", 10)
TARGETS = number("TARGETS", 4)
PUSHES = number("PUSHES", 200)
WARM = number("WARM", 180)
REPEAT = number("REPEAT", 3)
FORMS = os.environ.get("FORMS", "remote_write remote_write_2 otlp json http websocket").split()
DAY_MILLIS = 86_400_000


class Load:
    """Pushes as fast as they are taken, each measurement with later samples."""

    def __init__(self, path, protocol, program):
        self.command = [java(), "-cp", path, LOADS + "HubLoad", protocol, str(program.port)]
        self.what = f"{protocol} into {program.name}"
        self.next = int(time.time() * 1000) - DAY_MILLIS

    def run(self, pushes):
        words = [WRITERS, pushes, TARGETS, self.next]
        self.next += pushes * 1000
        command = self.command + [str(word) for word in words]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            give_up(f"{self.what} failed: {done.stderr[-2000:]}")
        return json.loads(done.stdout)


def measured(path, protocol, program):
    load = Load(path, protocol, program)
    end = time.monotonic() + WARM
    begun = program.cpu_millis()
    while time.monotonic() < end:
        load.run(PUSHES)
    warm = (program.cpu_millis() - begun) / 1000
    costs, sizes, rates = [], [], []
    for _ in range(REPEAT):
        cpu = program.cpu_millis()
        found = load.run(PUSHES)
        cpu = (program.cpu_millis() - cpu) / 1000
        costs.append(cpu / found["samples"] * 1e6)
        sizes.append(found["bytes"] / found["samples"])
        rates.append(found["samples"] / found["seconds"] / 1e6)
    return [
        program.name,
        protocol,
        f"{median(costs):.2f}",
        f"{1 / median(costs):.2f}",
        f"{median(sizes):.1f}",
        f"{median(rates):.2f}",
        f"{warm:.0f}",
        f"{program.memory('VmRSS'):.0f}",
    ]


def victoria(bench):
    port = free_port()
    command = [
        peer("victoria-metrics"),
        f"-storageDataPath={os.path.join(bench.folder, 'victoria')}",
        f"-httpListenAddr=127.0.0.1:{port}",
    ]
    return bench.start("victoria-metrics", command, port, "/health").must_be_ready()


def vmagent(bench):
    port = free_port()
    command = [
        peer("vmagent"),
        f"-httpListenAddr=127.0.0.1:{port}",
        f"-remoteWrite.tmpDataPath={os.path.join(bench.folder, 'vmagent')}",
        f"-remoteWrite.url=http://127.0.0.1:{free_port()}/api/v1/write",
    ]
    return bench.start("vmagent", command, port, "/health").must_be_ready()


def sonde(bench):
    return bench.sonde(
        "receivers.enabled=true",
        "receivers.auth=none",
        "collectors.host.enabled=false",
        "store.type=none",
        "journal.max_size=2GiB",
    ).must_be_ready()


def main():
    path = class_path()
    with Bench() as bench:
        print(
            f"{WRITERS} at once push {PUSHES} times one scrape of {TARGETS} targets with 551"
            f" samples each, after {WARM} s of the same"
        )
        rows = []
        for protocol in FORMS:
            program = sonde(bench)
            rows.append(measured(path, protocol, program))
            if number("PROFILE", 0):
                profile = profiling.Profile(bench, program, 30)
                Load(path, protocol, program).run(PUSHES)
                profile.show()
            bench.end(program)
        for start in (victoria, vmagent):
            program = start(bench)
            rows.append(measured(path, "remote_write", program))
            bench.end(program)
        table(
            [
                "receiver",
                "form",
                "CPU-s per million",
                "million per CPU-s",
                "bytes a sample",
                "million/s",
                "CPU-s to warm up",
                "RSS MB",
            ],
            rows,
        )
        print(
            "Sonde answers when what it took is synced to the disk; VictoriaMetrics and vmagent"
            " answer before. CPU is that of the whole process, bytes are those of TCP, from the"
            " side that pushes."
        )


main()
