# What the benchmarks of scraping share: targets, agents, the store they write to, and who got what.

import glob
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request

from harness import ROOT, free_port, give_up, java, peer, sonde_command

SOURCES = os.path.join(ROOT, "benchmarks/src/main/java/dev/sonde/bench/targets")
SAMPLES = '{job="bench",__name__!~"up|scrape_.+|never_the_same"}'
SONDES = {
    "sonde": ("1.0", "zstd"),
    "sonde-snappy": ("1.0", "snappy"),
    "sonde-2.0": ("2.0", "snappy"),
}
PEERS = ("vmagent", "prometheus")
TITLES = {
    "sonde": "sonde, 1.0 zstd",
    "sonde-snappy": "sonde, 1.0 snappy",
    "sonde-2.0": "sonde, 2.0 snappy",
    "vmagent": "vmagent",
    "prometheus": "prometheus --agent",
}


class Load:
    """What there is to scrape."""

    def __init__(self, row, targets, samples, interval, **more):
        self.row = row
        self.targets = targets
        self.samples = samples
        self.interval = interval
        self.more = more

    def series(self):
        return self.targets * self.samples

    def said(self):
        more = "".join(f", {k} {v}" for k, v in self.more.items() if v not in (0, "false"))
        return f"{self.targets} targets x {self.samples} samples every {self.interval} s{more}"


class Relay:
    """Passes bytes on between an agent and its store, and counts those on the way to the store."""

    def __init__(self, to):
        self.to = to
        self.bytes = 0
        self.server = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.server.accept()
            except OSError:
                return
            try:
                store = socket.create_connection(("127.0.0.1", self.to))
            except OSError:
                client.close()
                continue
            for words in ((client, store, True), (store, client, False)):
                threading.Thread(target=self.carry, args=words, daemon=True).start()

    def carry(self, source, sink, counted):
        try:
            for piece in iter(lambda: source.recv(1 << 18), b""):
                self.bytes += len(piece) if counted else 0
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            source.close()
            sink.close()

    def close(self):
        self.server.close()


def fetched(port, path, timeout=30):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=timeout) as answer:
        return answer.read()


class Targets:
    """The generator, fresh for each run: every agent gets the same pages."""

    def __init__(self, bench, load):
        control = free_port()
        command = [java(), "-XX:+UseSerialGC", "-Xmx512m", "-cp", compiled(bench)]
        command += ["dev.sonde.bench.targets.Targets", "--control", control, "--port", free_port()]
        command += ["--targets", load.targets, "--samples", load.samples]
        command += ["--interval", load.interval]
        for word, value in load.more.items():
            command += ["--" + word, value]
        command = [str(word) for word in command]
        self.program = bench.start("the generator", command, control, "/account").must_be_ready()
        self.all = self.ask("/targets")
        self.good = [i for i, (_, manner) in enumerate(self.all) if manner == "GOOD"]
        self.samples = load.samples

    def ask(self, path):
        return json.loads(fetched(self.program.port, path))

    def addresses(self):
        return [address for address, _ in self.all]

    def account(self):
        """What all agents got together."""
        answer = self.ask("/account")
        whole = dict(pages=0, samples=0, bytes=0, targets=0, missed=0, longest_gap_ms=0, gzip=0)
        whole.update(openmetrics=0, cut=answer["cut"], bad=answer["bad"])
        for each in answer["agents"].values():
            for key in ("pages", "samples", "bytes", "missed", "gzip", "openmetrics"):
                whole[key] += each[key]
            for key in ("targets", "longest_gap_ms"):
                whole[key] = max(whole[key], each[key])
        return whole

    def drain(self):
        """From now on nobody gets a page."""
        self.ask("/drain")

    def served(self):
        """Samples that each good target served, by address."""
        pages = self.ask("/pages")
        return {self.all[i][0]: pages[i] * self.samples for i in self.good}


def compiled(bench):
    """The generator needs nothing but the JDK: no build."""
    into = os.path.join(bench.folder, "classes")
    if not os.path.isdir(into):
        compiler = os.path.join(os.path.dirname(java()), "javac")
        if not os.path.exists(compiler):
            give_up("the generator of targets needs a whole JDK 25 (SONDE_JAVA_HOME says where)")
        files = [file for file in glob.glob(SOURCES + "/*.java") if "package-info" not in file]
        subprocess.run([compiler, "-d", into, *files], check=True)
    return into


class Store:
    """VictoriaMetrics, or for remote write 2.0 Prometheus, with a relay before it."""

    def __init__(self, bench, kind):
        self.kind = kind
        port = free_port()
        data = os.path.join(bench.folder, f"store-{port}")
        if kind == "victoria-metrics":
            command = [
                peer("victoria-metrics"),
                f"-httpListenAddr=127.0.0.1:{port}",
                f"-storageDataPath={data}",
                "-search.latencyOffset=0s",
                "-search.maxUniqueTimeseries=20000000",
                "-search.maxQueryDuration=5m",
            ]
            ready = "/health"
        else:
            command = [
                peer("prometheus"),
                f"--config.file={write(data + '.yml', '{}')}",
                f"--web.listen-address=127.0.0.1:{port}",
                f"--storage.tsdb.path={data}",
                "--web.enable-remote-write-receiver",
                "--query.max-samples=500000000",
                # Or counting samples of several names with equal labels is an error.
                "--enable-feature=promql-delayed-name-removal",
            ]
            ready = "/-/ready"
        self.program = bench.start(kind, command, port, ready).must_be_ready()
        self.relay = Relay(port)

    def url(self):
        return f"http://127.0.0.1:{self.relay.port}/api/v1/write"

    def samples(self):
        """How many it has, by target; stale markers don't count."""
        if self.kind == "victoria-metrics":
            fetched(self.program.port, "/internal/force_flush")
        return {
            each["metric"]["instance"]: int(float(each["value"][1]))
            for each in self.ask(f"sum by (instance) (count_over_time({SAMPLES}[2h]))", time.time())
        }

    def failures(self, good, until):
        """Scrapes of good targets that the agent itself calls failed, by up."""
        up = 'up{job="bench"}[2h]'
        query = f"sum by (instance) (count_over_time({up}) - sum_over_time({up}))"
        rows = [each for each in self.ask(query, until) if each["metric"]["instance"] in good]
        return sum(int(float(each["value"][1])) for each in rows)

    def ask(self, query, instant):
        words = dict(query=query, time=f"{instant:.3f}", nocache=1)
        path = "/api/v1/query?" + urllib.parse.urlencode(words)
        return json.loads(fetched(self.program.port, path, 300))["data"]["result"]


def write(file, text):
    with open(file, "w") as out:
        out.write(text)
    return file


def jobs(addresses, interval):
    static = f"[{{targets: {json.dumps(addresses)}}}]"
    return f"[{{job_name: bench, scrape_interval: {interval}s, static_configs: {static}}}]"


def start_agent(bench, name, addresses, load, url):
    """The program, not yet known to be ready."""
    port = free_port()
    data = os.path.join(bench.folder, f"{name}-{port}")
    if name in SONDES:
        protocol, compression = SONDES[name]
        shipper = {"name": "bench", "type": "prometheus_remote_write", "url": url}
        shipper.update(protocol=protocol, compression=compression)
        text = f"""data_dir: {json.dumps(data)}
server: {{listen: "127.0.0.1:{port}"}}
max_series: {load.series() * 2 + 10_000}
collectors:
  host: {{enabled: false}}
  self: {{enabled: false}}
  scrape:
    jobs: {jobs(addresses, load.interval)}
shippers: [{json.dumps(shipper)}]
"""
        command = sonde_command() + ["run", "--config", write(data + ".yaml", text)]
        return bench.start(TITLES[name], command, port, "/health")
    text = f"scrape_configs: {jobs(addresses, load.interval)}\n"
    if name == "vmagent":
        command = [
            peer("vmagent"),
            f"-httpListenAddr=127.0.0.1:{port}",
            f"-promscrape.config={write(data + '.yml', text)}",
            f"-remoteWrite.url={url}",
            f"-remoteWrite.tmpDataPath={data}",
        ]
        return bench.start(TITLES[name], command, port, "/health")
    text += f"remote_write: [{{url: {json.dumps(url)}}}]\n"
    command = [
        peer("prometheus"),
        "--agent",
        f"--config.file={write(data + '.yml', text)}",
        f"--storage.agent.path={data}",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    return bench.start(TITLES[name], command, port, "/-/ready")


def store_of(name):
    return "prometheus" if name == "sonde-2.0" else "victoria-metrics"


def stand_by(program, seconds, each=None):
    """True when the program is still there at the end. Each second something may be done."""
    begin = time.monotonic()
    second = 0
    while program.process.poll() is None and second < seconds:
        second = min(seconds, second + 1)
        time.sleep(max(0, begin + second - time.monotonic()))
        if each and program.process.poll() is None:
            each(second)
    return program.process.poll() is None


class Run:
    """One agent at one load: its targets, its store, itself."""

    def __init__(self, bench, load, name):
        self.bench = bench
        self.targets = Targets(bench, load)
        self.store = Store(bench, store_of(name))
        self.agent = start_agent(bench, name, self.targets.addresses(), load, self.store.url())
        self.agent.must_be_ready()

    def mark(self):
        return dict(
            cpu=self.agent.cpu_millis() / 1000,
            generator=self.targets.program.cpu_millis() / 1000,
            wire=self.store.relay.bytes,
            time=time.monotonic(),
            **self.targets.account(),
        )

    def settle(self, patience=40):
        """No more pages; then waits until the store has what was served. What differs, by target."""
        until = time.time() - 1
        self.targets.drain()
        account, served = self.targets.account(), self.targets.served()
        stored, last, since = {}, -1, time.monotonic()
        while time.monotonic() - since < patience:
            time.sleep(1)
            stored = self.store.samples()
            came = sum(stored.get(address, 0) for address in served)
            if all(stored.get(address, 0) == count for address, count in served.items()):
                break
            if came != last:
                last, since = came, time.monotonic()
        short = sum(max(0, count - stored.get(each, 0)) for each, count in served.items())
        extra = sum(max(0, stored.get(each, 0) - count) for each, count in served.items())
        never = sum(1 for count in served.values() if count == 0)
        return dict(
            served=sum(served.values()),
            lost=short,
            extra=extra,
            never=never,
            failed=self.store.failures(served, until),
            missed=account["missed"],
            gap=account["longest_gap_ms"] / 1000,
        )

    def end(self):
        for program in (self.agent, self.store.program, self.targets.program):
            self.bench.end(program)
        self.store.relay.close()


def list_of(text, known, what):
    words = text.replace(",", " ").split()
    for word in words:
        if word not in known:
            sys.exit(f"bench: there is no {what} '{word}'; there are: {' '.join(known)}")
    return words
