"""Keeping samples on disk: CPU and bytes, beside Prometheus' WAL and vmagent's queue"""
# ROUNDS   scrapes of 50 targets with 551 samples, 200; Sonde's warm-up takes half as many first
# AGENTS   which, "sonde prometheus vmagent"

import json
import os
import subprocess
import time

from harness import LOADS, Bench, class_path, free_port, give_up, java, launcher_flags
from harness import number, peer, table

TARGETS = 50
# What is synced, and by how many at once.
WAYS = [("ALWAYS", 1), ("ALWAYS", TARGETS), ("INTERVAL", 1), ("NEVER", 1)]


def load(bench, path, name, *words, flags=()):
    command = [java(), *flags, "-cp", path, LOADS + name] + [str(word) for word in words]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        give_up(f"{name} failed: {done.stderr[-2000:]}")
    return json.loads(done.stdout)


def sonde(bench, path):
    rows = []
    for sync, writers in WAYS:
        folder = os.path.join(bench.folder, f"sonde-{sync}-{writers}")
        os.mkdir(folder)
        words = [folder, sync, TARGETS, writers, number("ROUNDS", 200)]
        found = load(bench, path, "JournalLoad", *words, flags=launcher_flags())
        name = f"sonde, sync: {sync.lower()}, {writers} at once"
        rows.append(row(name, found, f"{found['syncs']}"))
    return rows


def row(name, found, syncs):
    millions = found["samples"] / 1e6
    return [
        name,
        f"{millions:.1f}",
        f"{found['cpu'] / millions:.3f}",
        f"{found['bytes'] / found['samples']:.2f}",
        f"{millions / found['seconds']:.2f}",
        syncs,
    ]


def written(folder):
    total = 0
    for where, _, files in os.walk(folder):
        total += sum(os.path.getsize(os.path.join(where, file)) for file in files)
    return total


def pushed(path, program, folder):
    """Costs of taking pushes while the destination is down."""
    first = int(time.time() - number("ROUNDS", 200)) * 1000
    address = f"http://127.0.0.1:{program.port}/api/v1/write"
    begin, cpu = time.monotonic(), program.cpu_millis()
    samples = load(None, path, "PushLoad", address, TARGETS, number("ROUNDS", 200), first)
    seconds = time.monotonic() - begin
    time.sleep(10)
    cpu = (program.cpu_millis() - cpu) / 1000
    return {"samples": samples, "seconds": seconds, "cpu": cpu, "folder": folder}


def prometheus(bench, path):
    port, folder = free_port(), os.path.join(bench.folder, "prometheus")
    file = os.path.join(bench.folder, "prometheus.yml")
    with open(file, "w") as out:
        out.write(f'remote_write: [{{url: "http://127.0.0.1:{free_port()}/write"}}]\n')
    command = [
        peer("prometheus"),
        "--agent",
        "--web.enable-remote-write-receiver",
        f"--config.file={file}",
        f"--storage.agent.path={folder}",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    return peer_row(bench, path, "prometheus --agent, WAL", command, port, "/-/ready", folder)


def vmagent(bench, path):
    port, folder = free_port(), os.path.join(bench.folder, "vmagent")
    command = [
        peer("vmagent"),
        f"-httpListenAddr=127.0.0.1:{port}",
        f"-remoteWrite.tmpDataPath={folder}",
        f"-remoteWrite.url=http://127.0.0.1:{free_port()}/write",
    ]
    return peer_row(bench, path, "vmagent, queue", command, port, "/health", folder)


def peer_row(bench, path, name, command, port, ready, folder):
    program = bench.start(name, command, port, ready).must_be_ready()
    found = pushed(path, program, folder)
    bench.end(program)
    found["bytes"] = written(folder)
    return [row(name, found, "")]


AGENTS = {"sonde": sonde, "prometheus": prometheus, "vmagent": vmagent}


def main():
    with Bench() as bench:
        path = class_path()
        print(
            f"{number('ROUNDS', 200)} scrapes of {TARGETS} targets with 551 samples, as fast as they "
            "are taken. Sonde: append, sync, read back; peers: remote write pushed to them, by HTTP, "
            "while their destination is down"
        )
        rows = []
        for name in os.environ.get("AGENTS", "sonde prometheus vmagent").split():
            rows += AGENTS[name](bench, path)
        table(
            ["", "million samples", "CPU-s per million", "bytes a sample", "million/s", "syncs"], rows
        )
        print(
            "CPU of Sonde is that of its process less generating the samples, that of a peer includes "
            "taking the pushes; bytes of Sonde are those of its records, those of a peer its files"
        )


main()
