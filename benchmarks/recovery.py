"""Start with much waiting in the journal: time to the first 200, and memory"""
# GB       waiting, 10
# STARTS   5, the first not counted
# AFTER    seconds until memory is looked at once more, 10

import os
import subprocess
import time

from harness import LOADS, Bench, class_path, free_port, give_up, java, launcher_flags
from harness import median, number, table

LIMIT = 64 << 30


def fill(path, folder):
    command = [java(), *launcher_flags(), "-cp", path, LOADS + "Backlog", folder]
    command += [str(number("GB", 10) * 10**9)]
    begin = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        give_up("filling the journal failed: " + done.stderr[-2000:])
    seconds = time.monotonic() - begin
    print(f"{int(done.stdout) / 1e6:.0f} million samples appended in {seconds:.0f} s", flush=True)


def start(bench, path, folder):
    """Its destinations are down."""
    port = free_port()
    command = [java(), *launcher_flags(), "-cp", path, LOADS + "OracleAgent", str(port), folder]
    command += [str(free_port()), str(free_port()), str(LIMIT)]
    return bench.start("sonde's parts", command, port, "/health")


def measure(bench, path, name, folder):
    found = []
    for _ in range(number("STARTS", 5)):
        program = start(bench, path, folder)
        millis = program.await_ready()
        if millis is None:
            give_up(f"{name} ended: {program.said()}")
        soon = program.memory("VmRSS")
        time.sleep(number("AFTER", 10))
        found.append((millis, soon, program.memory("VmRSS"), program.memory("VmHWM")))
        bench.end(program)
    found = found[1:] or found
    times = [each[0] for each in found]
    spread = f"{min(times):.0f} to {max(times):.0f}"
    memory = [f"{median([each[i] for each in found]):.0f}" for i in (1, 2, 3)]
    return [name, f"{median(times):.0f}", spread] + memory


def main():
    with Bench() as bench:
        path = class_path()
        empty, full = (os.path.join(bench.folder, name) for name in ("empty", "full"))
        os.mkdir(empty)
        os.mkdir(full)
        fill(path, full)
        rows = [
            measure(bench, path, "empty journal", empty),
            measure(bench, path, f"{number('GB', 10)} GB waiting", full),
        ]
        after = number("AFTER", 10)
        table(["", "ms to 200", "range", "RSS MB", f"after {after} s", "peak"], rows)


main()
