"""Samples of agents that are stored although hubs, agents, PostgreSQL and network fail again and again"""
# WAYS     which, "NAMESPACE STICKY UNSTICKY": one hub in a network namespace (root), two behind a balancer
# KILLS    SIGKILLs and cuts for each way, 100
# AGENTS   for each way, 2
# LIFE     milliseconds that all live between two of them on average, 1000
# SEED     of everything random, 1

import json
import os
import signal
import subprocess

from harness import ROOT, Bench, class_path, give_up, java, number, postgres_servers, table

VICTIMS = {
    "NAMESPACE": (1, "agents, hub, PostgreSQL, network", ["AGENT", "HUB", "STORE", "NETWORK"]),
    "STICKY": (2, "the hubs in turn", ["HUB"]),
    "UNSTICKY": (2, "the hubs in turn", ["HUB"]),
}


def run(bench, way, path):
    hubs, _, victims = VICTIMS[way]
    command = [java(), f"-Djava.io.tmpdir={bench.folder}", "-Dsun.net.httpserver.nodelay=true"]
    command += ["-cp", path, "dev.sonde.it.Cluster", way, hubs, number("AGENTS", 2), number("KILLS", 100)]
    command += [number("LIFE", 1000), number("SEED", 1)] + victims
    # A group of its own: what it started ends with it.
    oracle = subprocess.Popen(
        [str(word) for word in command],
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,
        cwd=os.path.join(ROOT, "it"),
    )
    try:
        said, _ = oracle.communicate()
    except BaseException:
        os.killpg(oracle.pid, signal.SIGKILL)
        raise
    if oracle.returncode != 0:
        give_up(f"the oracle gave up on {way}")
    return json.loads(said)


def main():
    with Bench() as bench:
        os.chmod(bench.folder, 0o711)
        postgres_servers()
        path = class_path()
        ways = os.environ.get("WAYS", "NAMESPACE STICKY UNSTICKY").split()
        rows = []
        for way in ways:
            found = run(bench, way, path)
            print(f"{way}: {found['strikes']}", flush=True)
            rows.append(
                [
                    f"{way.lower()}: {VICTIMS[way][1]}",
                    VICTIMS[way][0],
                    number("KILLS", 100),
                    found["seconds"],
                    found["accepted"],
                    found["stored"],
                    found["shown"],
                    found["lost"],
                    found["twice"] + found["again"],
                    found["by_two_hubs"],
                ]
            )
        table(
            [
                "killed",
                "hubs",
                "kills",
                "seconds",
                "accepted",
                "stored",
                "shown",
                "lost",
                "twice",
                "left out",
            ],
            rows,
        )
        print(
            "accepted: samples, by the agents' own journals. stored: samples of theirs that PostgreSQL has. "
            "shown: counts that agents had on their pages; lost: those of them that are not stored. "
            "twice: written although they were there, or stored at two instants. left out: samples that both "
            "hubs took, as an answer was lost, and that the second one left out."
        )


main()
