"""Acknowledged samples that arrive although the agent is killed again and again, beside its peers"""
# KILLS    SIGKILLs for each agent, 200
# AGENTS   which, "sonde sonde-stores sonde-to-stores vmagent prometheus"
# RATE     samples a second, 5000
# LIFE     milliseconds an agent lives on average once it is ready, 1500
# SEED     of everything random, 1

import json
import os
import signal
import subprocess
import time

from harness import LOADS, PEERS, ROOT, Bench, class_path, give_up, java, launcher_flags, number, peer
from harness import postgres_servers, table

# Small, so that it is full now and then and lets go of what is delivered.
JOURNAL = 4 << 20
PROMETHEUS = """
echo 'remote_write: [{{url: "http://127.0.0.1:{{receiver}}/write"}}]' >{{data}}/prometheus.yml
exec {program} --agent --web.enable-remote-write-receiver --config.file={{data}}/prometheus.yml \
  --storage.agent.path={{data}}/wal --web.listen-address=127.0.0.1:{{port}}
"""


def oracle_agent(path, destinations, **more):
    options = {"destinations": ",".join(destinations), "in-flight": 1, **more}
    agent = [java(), *launcher_flags(), "-cp", path, LOADS + "OracleAgent", "{port}", "{data}"]
    return options, agent + [str(JOURNAL)] + [f"{name}={{{name}}}" for name in destinations]


def sonde(path):
    return oracle_agent(path, ["plain", "transactional"], named=4)


def sonde_stores(path):
    """Its own: the embedded one, and PostgreSQL, which is killed, too."""
    postgres_servers()
    return oracle_agent(path, ["store", "store-postgres"], named=4)


def sonde_to_stores(path):
    """Remote write into real ones, which are asked for what they have."""
    for name in ("prometheus", "victoria-metrics"):
        peer(name)
    return oracle_agent(path, ["prometheus", "victoria"])


def vmagent(_):
    """In flight: its default is two queues for each core."""
    options = {
        "dialect": "REMOTE_WRITE",
        "push": "/api/v1/write",
        "in-flight": 2 * os.cpu_count(),
    }
    agent = [
        peer("vmagent"),
        "-httpListenAddr=127.0.0.1:{port}",
        "-remoteWrite.tmpDataPath={data}",
        "-remoteWrite.url=http://127.0.0.1:{receiver}/write",
        "-remoteWrite.forcePromProto",
    ]
    return options, agent


def prometheus(_):
    """In flight: its default is 50 shards at most."""
    options = {
        "dialect": "REMOTE_WRITE",
        "push": "/api/v1/write",
        "health": "/-/ready",
        "in-flight": 50,
    }
    return options, ["sh", "-c", PROMETHEUS.format(program=peer("prometheus"))]


AGENTS = {
    "sonde": sonde,
    "sonde-stores": sonde_stores,
    "sonde-to-stores": sonde_to_stores,
    "vmagent": vmagent,
    "prometheus": prometheus,
}


def run(bench, name, path):
    options, agent = AGENTS[name](path)
    options.update(kills=number("KILLS", 200), rate=number("RATE", 5000))
    options.update(life=number("LIFE", 1500), seed=number("SEED", 1))
    command = [java(), f"-Djava.io.tmpdir={bench.folder}", "-Dsun.net.httpserver.nodelay=true"]
    command += ["-cp", path, LOADS + "KillOracle"]
    for key, value in options.items():
        command += ["--" + key, str(value)]
    begin = time.monotonic()
    command += ["--"] + agent
    # A group of its own: the agent ends with the oracle.
    environment = dict(os.environ, SONDE_PEERS=PEERS)
    oracle = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,
        cwd=os.path.join(ROOT, "it"),
        env=environment,
    )
    try:
        said, _ = oracle.communicate()
    except BaseException:
        os.killpg(oracle.pid, signal.SIGKILL)
        raise
    if oracle.returncode != 0:
        give_up(f"the oracle gave up on {name}")
    print(f"{name}: {time.monotonic() - begin:.0f} s", flush=True)
    return [json.loads(line) for line in said.splitlines()]


def main():
    with Bench() as bench:
        os.chmod(bench.folder, 0o711)
        path = class_path()
        rows = []
        names = os.environ.get("AGENTS", "sonde sonde-stores sonde-to-stores vmagent prometheus").split()
        print(
            f"{number('RATE', 5000)} samples a second from 8 workers over HTTP, "
            f"{number('KILLS', 200)} SIGKILLs each, {number('LIFE', 1500)} ms of life on average; "
            "the receiver is slow, says 503 or hangs up at random"
        )
        for name in names:
            for found in run(bench, name, path):
                where = found["destination"]
                rows.append(
                    [
                        name if where == "receiver" else f"{name}, {where}",
                        f"{found['kills']} + {found['felled']}" if found["felled"] else found["kills"],
                        found["seconds"],
                        found["tried"],
                        found["acknowledged"],
                        found["lost"],
                        f"{found['lost'] / max(1, found['kills']):.0f}",
                        found["duplicated"],
                        found["unexplained"],
                        found["unasked"],
                        found["disordered"],
                        "" if found["unaccounted"] is None else found["unaccounted"],
                    ]
                )
        table(
            [
                "samples",
                "kills",
                "seconds",
                "pushed",
                "acknowledged",
                "lost",
                "lost per kill",
                "twice",
                "not in flight",
                "not acknowledged",
                "out of order",
                "not accounted",
            ],
            rows,
        )
        print(
            "lost: acknowledged, never arrived. twice: arrived again; not in flight: those of them "
            "that were in no batch in flight at a kill and in none left without an answer. "
            "not acknowledged: arrived all the same, which is allowed. A real store can't say what "
            "was in flight, nor in what order it came. not accounted: accepted, and by the agent's own "
            "account neither pending, delivered, left out nor dropped, or delivered and not there. "
            "kills + n: the server was killed n times, too."
        )


main()
