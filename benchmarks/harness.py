# What the benchmarks share: starting programs side by side, and what they cost.
#
# SONDE   command line of Sonde; default: the newest unpacked distribution
# PEERS   folder with the peers' programs; default: it/target/peers, fetched when absent
# BUILT   1: what stands under target is used as it is, and not built again

import glob
import http.client
import os
import shlex
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PEERS = os.environ.get("PEERS", os.path.join(ROOT, "it", "target", "peers"))
LOADS = "dev.sonde.it.journal."
NODE_COLLECTORS = (
    "cpu meminfo diskstats filesystem netdev loadavg pressure hwmon thermal_zone stat filefd sockstat"
).split()


def give_up(message):
    sys.exit("bench: " + message)


def number(name, default):
    return int(os.environ.get(name, default))


def machine():
    with open("/proc/cpuinfo") as file:
        models = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    with open("/proc/meminfo") as file:
        memory = int(file.readline().split()[1]) / 1048576
    model = models[0] if models else "unknown processor"
    load = os.getloadavg()[0]
    print(
        f"machine: {os.cpu_count()} cores, {model}, {memory:.0f} GiB, "
        f"Linux {os.uname().release}, load {load:.2f}, {time.strftime('%Y-%m-%d %H:%M UTC', time.gmtime())}",
        flush=True,
    )


def sonde_command():
    if "SONDE" in os.environ:
        return shlex.split(os.environ["SONDE"])
    found = [path for path in glob.glob(os.path.join(ROOT, "app/target/sonde-*/bin/sonde"))]
    if not found:
        give_up("no distribution under app/target; build it with ./sonde version, or set SONDE")
    return [max(found, key=os.path.getmtime)]


def peer(name):
    fetched = subprocess.run([os.path.join(ROOT, "it", "peers"), PEERS, name])
    if fetched.returncode != 0:
        sys.exit(1)
    return os.path.join(PEERS, "bin", name)


def postgres_servers():
    """PostgreSQL, as Maven has it, where the loads look for it."""
    if os.path.exists(os.path.join(ROOT, "stores", "target", "postgres", "18.jar")):
        return
    command = [os.path.join(ROOT, "mvn25"), "-q", "-pl", "stores", "dependency:copy@postgres-servers"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        give_up("no PostgreSQL: " + done.stdout[-2000:])


def java():
    script = f'. "{ROOT}/app/src/main/dist/bin/find-java"; find_java && echo "$JAVA"'
    found = subprocess.run(["sh", "-c", script], capture_output=True, text=True)
    return found.stdout.strip() or give_up("no Java 25; install one, or set SONDE_JAVA_HOME")


def launcher_flags():
    script = f'cd_home=/none; . "{ROOT}/app/src/main/dist/bin/flags"; echo $SONDE_FLAGS'
    return subprocess.run(["sh", "-c", script], capture_output=True, text=True).stdout.split()


def class_path():
    """Sonde's modules and the loads that `it` has for them, built first."""
    build = [os.path.join(ROOT, "mvn25"), "-q", "-pl", "it", "-am", "-DskipTests", "package"]
    if not number("BUILT", 0):
        built = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
        if built.returncode != 0:
            give_up("the build failed: " + built.stdout[-2000:])
    libraries = glob.glob(os.path.join(ROOT, "app/target/sonde-*/lib/*.jar"))
    modules = glob.glob(os.path.join(ROOT, "*/target/classes"))
    tests = [os.path.join(ROOT, module, "target/test-classes") for module in ("it", "wire")]
    return ":".join(tests + modules + libraries)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def processes(pid):
    """A process and all that it started."""
    found = [pid]
    for each in found:
        for task in glob.glob(f"/proc/{each}/task/*/children"):
            try:
                with open(task) as file:
                    found += [int(child) for child in file.read().split()]
            except OSError:
                pass
    return found


class Program:
    """A program, with the processes it started, on a port of its own."""

    def __init__(self, name, command, port, ready, environment=None):
        self.name = name
        self.port = port
        self.ready = ready
        self.log = tempfile.NamedTemporaryFile(prefix="bench-", suffix=".log")
        self.begin = time.monotonic_ns()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
            env=dict(os.environ, **(environment or {})),
        )

    def get(self, path, accept=None):
        """Status of an answer, read whole; None when there was none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Accept": accept} if accept else {})
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def text(self, path):
        """Status and text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def await_ready(self, seconds=60, pause=0.001):
        """Milliseconds from launch to the first 200; None when the program ended before."""
        while self.get(self.ready) != 200:
            if self.process.poll() is not None:
                return None
            if time.monotonic_ns() - self.begin > seconds * 1e9:
                self.end()
                give_up(f"{self.name} did not answer {self.ready} in {seconds} s: {self.said()}")
            time.sleep(pause)
        return (time.monotonic_ns() - self.begin) / 1e6

    def must_be_ready(self):
        if self.await_ready() is None:
            give_up(f"{self.name} ended with {self.process.returncode}: {self.said()}")
        return self

    def said(self):
        with open(self.log.name, errors="replace") as file:
            return file.read()[-2000:]

    def processes(self):
        return processes(self.process.pid)

    def cpu_millis(self):
        """CPU time of all its threads, also ended ones: utime + stime, in nanosecond resolution."""
        return sum(time.clock_gettime_ns((~pid << 3) | 2) for pid in self.processes()) / 1e6

    def memory(self, field):
        """VmRSS or VmHWM, in MB."""
        total = 0
        for pid in self.processes():
            with open(f"/proc/{pid}/status") as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith(field))
        return total / 1024

    def end(self):
        for pid in reversed(self.processes()):
            try:
                os.kill(pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Bench:
    """Ends what it started and removes what it wrote, however the benchmark ends."""

    def __enter__(self):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        self.programs = []
        self.folder = tempfile.mkdtemp(prefix="bench-")
        machine()
        return self

    def __exit__(self, *_):
        for program in self.programs:
            program.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, name, command, port, ready, environment=None):
        program = Program(name, command, port, ready, environment)
        self.programs.append(program)
        return program

    def sonde(self, *settings, name="sonde", data=None):
        """With no data yet, unless a folder is named."""
        port = free_port()
        command = sonde_command() + ["run", "--set", f"server.listen=127.0.0.1:{port}"]
        for setting in settings:
            command += ["--set", setting]
        folder = {"SONDE_DATA_DIR": data or os.path.join(self.folder, f"sonde-{port}")}
        return self.start(name, command, port, "/health", folder)

    def node_exporter(self):
        port = free_port()
        command = [
            peer("node-exporter"),
            f"--web.listen-address=127.0.0.1:{port}",
            "--web.disable-exporter-metrics",
            "--collector.disable-defaults",
        ] + [f"--collector.{name}" for name in NODE_COLLECTORS]
        return self.start("node_exporter", command, port, "/")

    def end(self, program):
        program.end()
        self.programs.remove(program)


def median(values):
    return statistics.median(values)


def table(header, rows):
    widths = [max(len(str(row[i])) for row in [header] + rows) for i in range(len(header))]
    for row in [header, ["-" * width for width in widths]] + rows:
        first = str(row[0]).ljust(widths[0])
        print("  ".join([first] + [str(cell).rjust(w) for cell, w in zip(row[1:], widths[1:])]))
