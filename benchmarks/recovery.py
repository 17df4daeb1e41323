"""Start with much waiting in the journal: time to the first 200, and memory"""
# GB       waiting, 10
# STARTS   5, the first not counted
# AFTER    seconds until memory is looked at once more, 10
#
# The destinations are down.

import os
import subprocess
import time

from harness import LOADS, Bench, class_path, free_port, give_up, java, launcher_flags
from harness import median, number, sonde_command, table

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


def parts(bench, path, folder):
    """Listener, journal and couriers alone."""
    port = free_port()
    command = [java(), *launcher_flags(), "-cp", path, LOADS + "OracleAgent", str(port), folder]
    command += [str(LIMIT), f"plain={free_port()}", f"transactional={free_port()}"]
    return bench.start("its parts", command, port, "/health")


def whole(bench, _, folder):
    """The program as it ships, collecting too."""
    file = os.path.join(bench.folder, "sonde.yaml")
    ports = {name: free_port() for name in ("plain", "transactional")}
    with open(file, "w") as out:
        out.write(f"data_dir: {bench.folder}\njournal: {{dir: {folder}, max_size: {LIMIT >> 30}GiB}}\n")
        out.write("shippers:\n")
        for name, port in ports.items():
            out.write(f"  - {{name: {name}, type: http_json, url: 'http://127.0.0.1:{port}/'}}\n")
    port = free_port()
    command = sonde_command() + ["run", "--config", file]
    command += ["--set", f"server.listen=127.0.0.1:{port}"]
    return bench.start("sonde", command, port, "/health")


def measure(bench, path, name, start, folder):
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
        for folder in (empty, empty + "-parts", full):
            os.mkdir(folder)
        fill(path, full)
        waiting = f"{number('GB', 10)} GB waiting"
        rows = [
            measure(bench, path, "sonde, empty journal", whole, empty),
            measure(bench, path, f"sonde, {waiting}", whole, full),
            measure(bench, path, "its parts, empty journal", parts, empty + "-parts"),
            measure(bench, path, f"its parts, {waiting}", parts, full),
        ]
        after = number("AFTER", 10)
        table(["", "ms to 200", "range", "RSS MB", f"after {after} s", "peak"], rows)


main()
