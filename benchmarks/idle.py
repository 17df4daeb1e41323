"""Memory when idle, after 3 minutes, beside node_exporter + vmagent + victoria-metrics"""
# AFTER    seconds, 180
# COPIES   Sondes of each kind measured at once, 3

import os
import time

from harness import Bench, free_port, median, number, peer, table

WHOLE = "sonde, no configuration"


def victoria(bench):
    port = free_port()
    data = os.path.join(bench.folder, "victoria")
    command = [
        peer("victoria-metrics"),
        f"-httpListenAddr=127.0.0.1:{port}",
        f"-storageDataPath={data}",
    ]
    return bench.start("victoria-metrics", command, port, "/health").must_be_ready()


def vmagent(bench, node, store):
    port = free_port()
    scrape = os.path.join(bench.folder, "scrape.yml")
    with open(scrape, "w") as file:
        file.write(
            "global: {scrape_interval: 5s}\n"
            "scrape_configs: [{job_name: node, static_configs: "
            f"[{{targets: ['127.0.0.1:{node.port}']}}]}}]\n"
        )
    command = [
        peer("vmagent"),
        f"-httpListenAddr=127.0.0.1:{port}",
        f"-promscrape.config={scrape}",
        f"-remoteWrite.url=http://127.0.0.1:{store.port}/api/v1/write",
        f"-remoteWrite.tmpDataPath={os.path.join(bench.folder, 'vmagent')}",
    ]
    return bench.start("vmagent", command, port, "/health").must_be_ready()


def sondes(bench, name, *settings):
    started = []
    for _ in range(number("COPIES", 3)):
        program = bench.sonde(*settings, name=name)
        if program.await_ready() is None:
            print(f"{name}: ended with {program.process.returncode}: {program.said()}")
            return []
        started.append(program)
    return started


def shipper(store):
    url = f"http://127.0.0.1:{store.port}/api/v1/write"
    return f"shippers=[{{type: prometheus_remote_write, url: '{url}'}}]"


def main():
    with Bench() as bench:
        node = bench.node_exporter().must_be_ready()
        store = victoria(bench)
        agent = vmagent(bench, node, store)
        groups = [
            sondes(bench, WHOLE),
            sondes(bench, "sonde, no store", "store.type=none"),
            sondes(bench, "sonde, no store, shipping", "store.type=none", shipper(store)),
            [node],
            [agent],
            [store],
        ]
        after = number("AFTER", 180)
        print(f"{after} s after the start, collecting every 5 s, no client; medians", flush=True)
        time.sleep(after)
        rows = []
        figures = {}
        for group in filter(None, groups):
            resident = median([program.memory("VmRSS") for program in group])
            highest = median([program.memory("VmHWM") for program in group])
            figures[group[0].name] = resident
            rows.append([group[0].name, len(group), resident, highest])
        ship = figures[node.name] + figures[agent.name]
        rows.append(["node_exporter + vmagent", "", ship, ""])
        rows.append(["all three peers", "", ship + figures[store.name], ""])
        for row in rows:
            whole = row[0] in (WHOLE, "all three peers")
            row.append(f"{row[2] / (ship + figures[store.name] if whole else ship):.2f}")
            row[2:4] = [f"{cell:.1f}" if cell != "" else "" for cell in row[2:4]]
        table(["", "copies", "RSS MB", "peak MB", "ratio to peers of the same job"], rows)


main()
