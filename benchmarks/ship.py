"""Remote write: CPU and bytes on the wire, beside vmagent and Prometheus in agent mode"""
# WARM     seconds before anything is counted, 180
# SECONDS  that are counted, 120
# AGENTS   which, "snappy-1.0 zstd-1.0 snappy-2.0 vmagent prometheus"

import json
import os
import re
import subprocess
import threading
import time
import urllib.request

from harness import LOADS, Bench, Program, class_path, free_port, give_up, java, launcher_flags
from harness import number, peer, table

TARGETS = 50
EACH = 551
SONDES = {"snappy-1.0": ("1.0", "snappy"), "zstd-1.0": ("1.0", "zstd"), "snappy-2.0": ("2.0", "snappy")}


class Load(Program):
    """Sonde's parts in a process of their own, which says every second what it cost."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.last = None
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        for line in self.process.stdout:
            self.last = json.loads(line)

    def figures(self):
        if self.process.poll() is not None or self.last is None:
            give_up("the load ended or said nothing")
        return self.last["samples"], self.last["cpu"]


class Scraper:
    """A peer that scrapes the pages itself."""

    def __init__(self, program, metric):
        self.program = program
        self.metric = metric

    def figures(self):
        address = f"http://127.0.0.1:{self.program.port}/metrics"
        with urllib.request.urlopen(address, timeout=30) as answer:
            page = answer.read().decode()
        found = re.findall(rf"^{self.metric}(?:\{{[^}}]*\}})? (\S+)$", page, re.MULTILINE)
        if not found:
            give_up(f"{self.program.name} does not say {self.metric}")
        return sum(float(value) for value in found), self.program.cpu_millis() / 1000

    def memory(self, field):
        return self.program.memory(field)


def java_program(bench, path, name, flags, ready):
    port = free_port()
    command = [java(), *flags, "-cp", path, LOADS + name, str(port)]
    return bench.start(name, command, port, ready).must_be_ready()


def sonde(bench, path, name, receiver):
    folder = os.path.join(bench.folder, name)
    os.mkdir(folder)
    command = [java(), *launcher_flags(), "-cp", path, LOADS + "ShipLoad", folder]
    command += [f"http://127.0.0.1:{receiver.port}/{name}/api/v1/write", *SONDES[name]]
    load = Load(command)
    bench.programs.append(load)
    return load


def scrape_file(bench, pages, *more):
    targets = [
        f"{{targets: ['127.0.0.1:{pages.port}'], labels: {{__metrics_path__: /{i}, instance: 'app-{i}:9100'}}}}"
        for i in range(TARGETS)
    ]
    file = os.path.join(bench.folder, f"scrape-{len(more)}.yml")
    with open(file, "w") as out:
        out.write("global: {scrape_interval: 1s}\nscrape_configs: [{job_name: app, static_configs: [")
        out.write(", ".join(targets) + "]}]\n")
        out.writelines(more)
    return file


def vmagent(bench, pages, receiver):
    port = free_port()
    command = [
        peer("vmagent"),
        f"-httpListenAddr=127.0.0.1:{port}",
        f"-promscrape.config={scrape_file(bench, pages)}",
        f"-remoteWrite.url=http://127.0.0.1:{receiver.port}/vmagent/api/v1/write",
        f"-remoteWrite.tmpDataPath={os.path.join(bench.folder, 'vmagent')}",
    ]
    program = bench.start("vmagent", command, port, "/health").must_be_ready()
    return Scraper(program, "vmagent_remotewrite_global_rows_pushed_before_relabel_total")


def prometheus(bench, pages, receiver):
    port = free_port()
    url = f"http://127.0.0.1:{receiver.port}/prometheus/api/v1/write"
    command = [
        peer("prometheus"),
        "--agent",
        f"--config.file={scrape_file(bench, pages, f'remote_write: [{{url: {url!r}}}]')}",
        f"--storage.agent.path={os.path.join(bench.folder, 'prometheus')}",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    program = bench.start("prometheus --agent", command, port, "/-/ready").must_be_ready()
    return Scraper(program, "prometheus_remote_storage_samples_total")


def start(bench, path, name, pages, receiver):
    if name in SONDES:
        return sonde(bench, path, name, receiver)
    return {"vmagent": vmagent, "prometheus": prometheus}[name](bench, pages, receiver)


def counts(receiver):
    with urllib.request.urlopen(f"http://127.0.0.1:{receiver.port}/counts", timeout=30) as answer:
        return json.load(answer)


def titled(name):
    if name in SONDES:
        protocol, compression = SONDES[name]
        return f"sonde, {protocol}, {compression}"
    return name + ", scraping included"


def row(name, agent, before, after, came, been):
    samples, cpu = after[0] - before[0], after[1] - before[1]
    wire = been[name]["bytes"] - came[name]["bytes"]
    requests = been[name]["requests"] - came[name]["requests"]
    return [
        titled(name),
        f"{samples / 1e6:.2f}",
        f"{cpu / samples * 1e6:.2f}",
        f"{wire / samples:.2f}",
        f"{samples / max(1, requests):.0f}",
        f"{agent.memory('VmRSS'):.0f}",
        f"{before[1]:.1f}",
    ]


def main():
    with Bench() as bench:
        path = class_path()
        receiver = java_program(bench, path, "CountingReceiver", ["-Xmx256m"], "/counts")
        pages = java_program(bench, path, "ScrapedPages", ["-Xmx256m"], "/0")
        names = os.environ.get(
            "AGENTS", "snappy-1.0 zstd-1.0 snappy-2.0 vmagent prometheus"
        ).split()
        warm, seconds = number("WARM", 180), number("SECONDS", 120)
        print(
            f"{TARGETS} targets x {EACH} samples a second to a receiver that counts and forgets, all "
            f"at once, {seconds} s after {warm} s of warm-up",
            flush=True,
        )
        agents = {name: start(bench, path, name, pages, receiver) for name in names}
        time.sleep(warm)
        came, before = counts(receiver), {name: agents[name].figures() for name in names}
        time.sleep(seconds)
        been, after = counts(receiver), {name: agents[name].figures() for name in names}
        table(
            [
                "",
                "million samples",
                "CPU-s per million",
                "bytes a sample",
                "samples a request",
                "RSS MB",
                "warm-up CPU-s",
            ],
            [row(name, agents[name], before[name], after[name], came, been) for name in names],
        )
        print(
            "CPU of Sonde: journal (synced), courier, encoding, compressing, sending; the samples are "
            "made in its process, which is taken off, and not scraped. The peers scrape them: their "
            "CPU includes that. Bytes: heads and bodies of requests"
        )


main()
