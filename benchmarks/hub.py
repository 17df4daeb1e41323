"""Taking what others push: CPU and bytes, beside VictoriaMetrics and vmagent"""
# WRITERS   who push at once, 10
# PUSHES    of each, 200; half as many go before, to warm up
# SCRAPES   of 551 samples in a push, 4
# REPEAT    medians of so many, 3

import json
import os
import subprocess
import time

from harness import LOADS, Bench, class_path, free_port, give_up, java, median, number, peer, table

WRITERS = number("WRITERS", 10)
PUSHES = number("PUSHES", 200)
SCRAPES = number("SCRAPES", 4)
REPEAT = number("REPEAT", 3)
SONDE = ["remote_write", "json", "http", "websocket"]


def load(path, protocol, program, pushes):
    first = int(time.time() * 1000) - PUSHES * SCRAPES * 1000
    words = [protocol, program.port, WRITERS, pushes, SCRAPES, first]
    command = [java(), "-cp", path, LOADS + "HubLoad"] + [str(word) for word in words]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        give_up(f"{protocol} into {program.name} failed: {done.stderr[-2000:]}")
    return json.loads(done.stdout)


def measured(path, name, protocol, program):
    load(path, protocol, program, max(1, PUSHES // 2))
    costs, sizes, rates = [], [], []
    for _ in range(REPEAT):
        cpu = program.cpu_millis()
        found = load(path, protocol, program, PUSHES)
        cpu = (program.cpu_millis() - cpu) / 1000
        costs.append(cpu / found["samples"] * 1e6)
        sizes.append(found["bytes"] / found["samples"])
        rates.append(found["samples"] / found["seconds"] / 1e6)
    return [
        name,
        protocol,
        f"{median(costs):.2f}",
        f"{1 / median(costs):.2f}",
        f"{median(sizes):.1f}",
        f"{median(rates):.2f}",
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


def main():
    path = class_path()
    with Bench() as bench:
        print(f"{WRITERS} at once push {PUSHES} times {SCRAPES} scrapes of 551 samples each")
        rows = []
        for protocol in SONDE:
            sonde = bench.sonde(
                "receivers.enabled=true",
                "receivers.auth=none",
                "collectors.host.enabled=false",
                "store.type=none",
                "journal.max_bytes=4GiB",
            ).must_be_ready()
            rows.append(measured(path, "sonde", protocol, sonde))
            bench.end(sonde)
        for start in (victoria, vmagent):
            program = start(bench)
            rows.append(measured(path, program.name, "remote_write", program))
            bench.end(program)
        table(
            [
                "receiver",
                "form",
                "CPU-s per million",
                "million per CPU-s",
                "bytes a sample",
                "million/s",
                "RSS MB",
            ],
            rows,
        )
        print(
            "Sonde answers when what it took is synced to the disk; VictoriaMetrics and vmagent"
            " answer before. CPU is that of the whole process, bytes are those of TCP."
        )


main()
