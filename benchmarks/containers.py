"""CPU and time per run for 20 and 200 containers, beside docker stats, Podman and cAdvisor"""
# COUNTS    how many containers, 20,200
# ENGINES   docker,podman
# INTERVAL  seconds between two runs of Sonde and cAdvisor, 1
# WARM_UP   seconds before measuring, 60
# ROUNDS    runs in a window, 30
# WINDOWS   measured windows, 3
# ASKS      how often each of the others is asked, 3
# SETTLE    seconds in which the engine alone is looked at, 10

import concurrent.futures
import glob
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from harness import (
    PEERS,
    Bench,
    free_port,
    give_up,
    median,
    number,
    peer,
    processes,
    sonde_command,
    table,
)

AT_ONCE = 4
SLEEP = "while :; do sleep 600; done"


def cpu_millis(pids):
    total = 0
    for pid in pids:
        try:
            total += time.clock_gettime_ns((~pid << 3) | 2)
        except OSError:
            pass
    return total / 1e6


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("engine", timeout=300)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


class Engine:
    """A container engine of our own, with containers that sleep; gone when closed."""

    def __init__(self, name):
        self.name = name
        self.data = tempfile.mkdtemp(prefix="bench-engine-", dir=os.environ.get("DATA"))
        self.run = tempfile.mkdtemp(prefix="bench-e-")
        self.socket = os.path.join(self.run, "s")
        self.containers = 0
        self.process = None

    def __enter__(self):
        try:
            self.command = self.prepare()
            self.serve()
            self.load()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            self.clear()
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        with open("/proc/self/mounts") as file:
            mounts = [line.split()[1] for line in file]
        for place in reversed(mounts):
            if place.startswith((self.data + "/", self.run + "/")):
                subprocess.run(["umount", "--lazy", place])
        for folder in (self.data, self.run):
            shutil.rmtree(folder, ignore_errors=True)

    def serve(self):
        self.log = open(os.path.join(self.run, "log"), "w")
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, env=self.env
        )
        begin = time.monotonic()
        while True:
            try:
                if self.ask("/version"):
                    return
            except (OSError, http.client.HTTPException):
                pass
            if self.process.poll() is not None or time.monotonic() - begin > 60:
                with open(self.log.name, errors="replace") as file:
                    give_up(f"no {self.name} runs here: {file.read()[-1500:]}")
            time.sleep(0.1)

    def load(self):
        """An image of busybox alone."""
        busybox = os.path.realpath(peer("busybox"))
        root = os.path.join(self.run, "root")
        os.makedirs(os.path.join(root, "bin"))
        shutil.copy(busybox, os.path.join(root, "bin", "busybox"))
        for name in ("sh", "sleep"):
            os.symlink("busybox", os.path.join(root, "bin", name))
        archive = os.path.join(self.run, "image.tar")
        subprocess.run(["tar", "-cf", archive, "-C", root, "."], check=True)
        self.call("import", archive, "localhost/bench:1")

    def call(self, *words):
        done = subprocess.run(
            self.client + list(words), env=self.env, capture_output=True, text=True, timeout=300
        )
        if done.returncode != 0:
            give_up(f"{self.name} {words[0]}: {done.stderr[-500:]}")
        return done.stdout

    def ask(self, path):
        connection = UnixConnection(self.socket)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            return json.loads(body) if answer.status == 200 else None
        finally:
            connection.close()

    def grow(self, count):
        def one(i):
            self.call(
                "run", "--detach", "--network=none", f"--name=b{i}", "localhost/bench:1", "sh", "-c", SLEEP
            )

        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(one, range(self.containers, count)))
        self.containers = count
        self.ids = [each["Id"] for each in self.ask("/containers/json")]

    def cpu(self):
        return cpu_millis(processes(self.process.pid))


class Docker(Engine):
    def __init__(self):
        super().__init__("docker")

    def prepare(self):
        program = os.path.realpath(peer("dockerd"))
        client = os.path.realpath(peer("docker"))
        path = os.path.dirname(program) + ":" + os.path.dirname(client) + ":" + os.environ["PATH"]
        self.env = dict(os.environ, PATH=path, DOCKER_HOST=f"unix://{self.socket}", HOME=self.run)
        self.client = [client]
        return [
            program, "--iptables=false", "--ip6tables=false", "--bridge=none", "--ip-forward=false",
            "--storage-driver=vfs", f"--data-root={self.data}", f"--exec-root={self.run}/exec",
            f"--pidfile={self.run}/pid", f"--host=unix://{self.socket}",
        ]

    def clear(self):
        ids = [each["Id"] for each in self.ask("/containers/json?all=1") or []]

        def remove(some):
            subprocess.run(self.client + ["rm", "--force"] + some, env=self.env, capture_output=True)

        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(remove, [ids[i : i + 10] for i in range(0, len(ids), 10)]))

    def stats(self, each):
        return self.ask(f"/containers/{each}/stats?stream=false&one-shot=true")

    def readers(self):
        def in_turn():
            for each in self.ids[: min(20, len(self.ids))]:
                self.stats(each)

        def together():
            with concurrent.futures.ThreadPoolExecutor(len(self.ids)) as pool:
                list(pool.map(self.stats, self.ids))

        readers = [("Docker's API, all at once", together, len(self.ids))]
        if len(self.ids) <= 20:
            readers.insert(0, ("Docker's API, one by one", in_turn, len(self.ids)))
        readers.append(("docker stats --no-stream", ["stats", "--no-stream"], len(self.ids)))
        return readers


class Podman(Engine):
    def __init__(self):
        super().__init__("podman")

    def prepare(self):
        program = os.path.realpath(peer("podman"))
        packages = os.path.dirname(program)
        settings = os.path.join(self.run, "containers.conf")
        os.makedirs(os.path.join(self.run, ".config/containers"))
        with open(os.path.join(self.run, ".config/containers/policy.json"), "w") as file:
            file.write('{"default":[{"type":"insecureAcceptAnything"}]}')
        with open(settings, "w") as file:
            file.write(
                '[containers]\ndefault_ulimits=["nofile=20000:20000","nproc=32768:32768"]\n'
                '[engine]\nruntime="runc"\ncgroup_manager="cgroupfs"\nevents_logger="file"\n'
                f'conmon_path=["{packages}/usr/bin/conmon"]\n[engine.runtimes]\n'
                f'runc=["{packages}/usr/sbin/runc","{packages}/usr/bin/runc"]\n'
            )
        path = f"{packages}:{packages}/usr/bin:{os.environ['PATH']}"
        self.env = dict(os.environ, PATH=path, CONTAINERS_CONF=settings, HOME=self.run)
        self.client = [
            program, f"--root={self.data}/root", f"--runroot={self.run}/run", "--storage-driver=vfs",
        ]
        return self.client + ["system", "service", "--time=0", f"unix://{self.socket}"]

    def clear(self):
        subprocess.run(
            self.client + ["rm", "--all", "--force", "--time=0"], env=self.env, capture_output=True
        )

    def readers(self):
        def whole():
            self.ask("/v4.0.0/libpod/containers/stats?stream=false")

        return [
            ("Podman's API, all in one", whole, len(self.ids)),
            ("podman stats --no-stream", ["stats", "--no-stream", "--all"], len(self.ids)),
        ]


def cost(engine, reader):
    """Seconds, the engine's CPU and the reader's own, in milliseconds, of asking once."""
    before, begin = engine.cpu(), time.monotonic()
    own = 0
    if callable(reader):
        reader()
    else:
        process = subprocess.Popen(
            engine.client + reader,
            env=engine.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        own = (used.ru_utime + used.ru_stime) * 1000
    took = time.monotonic() - begin
    return took, engine.cpu() - before, own


def asked(engine, rows):
    for name, reader, count in engine.readers():
        costs = [cost(engine, reader) for _ in range(number("ASKS", 3))]
        took = median([each[0] for each in costs])
        daemon = median([each[1] for each in costs])
        own = median([each[2] for each in costs])
        rows.append(
            [
                f"{name}, {count}",
                f"{(daemon + own) / count:.2f}",
                f"{took * 1000:.0f}",
                f"{own:.0f}" if own else "",
                f"{daemon:.0f}",
                "",
            ]
        )


def sonde(bench, name, engine, containers):
    port = free_port()
    interval = number("INTERVAL", 1)
    command = sonde_command() + ["run", "--set", f"server.listen=127.0.0.1:{port}"]
    for setting in (
        f"interval={interval}s",
        f"collectors.containers.interval={interval}s",
        f"collectors.containers.enabled={str(containers).lower()}",
        "collectors.host.enabled=false",
        "store={type: none}",
    ):
        command += ["--set", setting]
    environment = {
        "SONDE_DATA_DIR": os.path.join(bench.folder, f"sonde-{port}"),
        "DOCKER_HOST": f"unix://{engine.socket}",
    }
    return bench.start(name, command, port, "/health", environment).must_be_ready()


def runs(program):
    """How many runs there were, how long they took, and how many samples the last one gave."""
    _, page = program.text("/metrics/prometheus")
    found = dict(
        re.findall(r'^(sonde_component_\w+)\{component="containers"[^}]*\} (\S+)$', page, re.M)
    )
    return (
        float(found.get("sonde_component_runs_total", 0)),
        float(found.get("sonde_component_run_seconds_total", 0)),
        len(re.findall(r"^container_", page, re.M)),
    )


def cadvisor(bench, engine):
    fetched = subprocess.run([os.path.join(os.path.dirname(__file__), "../it/peers"), PEERS, "cadvisor"])
    if fetched.returncode != 0:
        print("bench: without cAdvisor")
        return None
    port = free_port()
    command = [
        os.path.join(PEERS, "bin", "cadvisor"),
        f"-port={port}",
        "-listen_ip=127.0.0.1",
        f"-docker=unix://{engine.socket}",
        f"-docker_root={engine.data}",
        f"-housekeeping_interval={number('INTERVAL', 1)}s",
        "-allow_dynamic_housekeeping=false",
        "-docker_only=true",
    ]
    return bench.start("cadvisor", command, port, "/healthz")


def followed(bench, engine, rows):
    """Those that measure by themselves, beside each other."""
    count = len(engine.ids)
    with_containers = sonde(bench, "sonde", engine, True)
    without = sonde(bench, "sonde, no containers", engine, False)
    programs = [with_containers, without]
    other = cadvisor(bench, engine) if engine.name == "docker" else None
    if other and other.await_ready() is None:
        print(f"bench: cAdvisor ended: {other.said()[-300:]}")
        bench.end(other)
        other = None
    programs += [other] if other else []
    time.sleep(number("WARM_UP", 60))
    interval, rounds = number("INTERVAL", 1), number("ROUNDS", 30)
    spent = {program: [] for program in programs}
    daemon, alone = [], []
    took = []
    for _ in range(number("WINDOWS", 3)):
        before = {program: program.cpu_millis() for program in programs}
        ran, lasted, _ = runs(with_containers)
        engine_before = engine.cpu()
        time.sleep(rounds * interval)
        more, longer, samples = runs(with_containers)
        for program in programs:
            spent[program].append((program.cpu_millis() - before[program]) / rounds)
        daemon.append((engine.cpu() - engine_before) / rounds)
        took.append((longer - lasted) * 1000 / max(1, more - ran))
    own = median(spent[with_containers]) - median(spent[without])
    rows.append(
        [
            f"sonde ({engine.name}), {count}",
            f"{own / count:.3f}",
            f"{median(took):.1f}",
            f"{own:.1f}",
            f"{median(daemon):.1f}",
            f"{with_containers.memory('VmRSS'):.0f}",
        ]
    )
    print(f"sonde: {samples} samples of {count} containers; without them it takes "
          f"{median(spent[without]):.1f} ms per second and {without.memory('VmRSS'):.0f} MB", flush=True)
    if other:
        rows.append(
            [
                f"cAdvisor, {count}",
                f"{median(spent[other]) / count:.3f}",
                "",
                f"{median(spent[other]):.1f}",
                "",
                f"{other.memory('VmRSS'):.0f}",
            ]
        )
    for program in programs:
        bench.end(program)


def main():
    if os.geteuid() != 0:
        give_up("only root can run container engines")
    counts = [int(each) for each in os.environ.get("COUNTS", "20,200").split(",")]
    engines = os.environ.get("ENGINES", "docker,podman").split(",")
    header = ["reader, containers", "CPU ms per container and run", "ms a run", "own CPU ms",
              "engine's CPU ms", "RSS MB"]
    with Bench() as bench:
        for kind in (Docker, Podman):
            if kind.__name__.lower() not in engines:
                continue
            rows = []
            with kind() as engine:
                for count in counts:
                    begin = time.monotonic()
                    engine.grow(count)
                    print(f"{engine.name}: {count} containers, started in "
                          f"{time.monotonic() - begin:.0f} s", flush=True)
                    followed(bench, engine, rows)
                    asked(engine, rows)
                    table(header, rows)
                    sys.stdout.flush()


main()
