"""Days of history in the embedded store, beside VictoriaMetrics: CPU, disk, queries, retention"""
# DAYS     7
# SERIES   600
# EVERY    seconds between collections, 5
# ROUNDS   queries of each kind, 60

import os
import re
import time

from harness import Bench, class_path, free_port, median, number, peer, table
from history import COLLECTIONS_A_DAY, DAY, DAYS, EVERY, POINTS, SERIES
from history import Asker, Load, embedded, first, midnight, on_disk, one_series, spread

ROUNDS = number("ROUNDS", 60)
SELECTED = '{__name__=~"made_up_.*"}'


class Victoria:
    """VictoriaMetrics on a folder, with a retention."""

    def __init__(self, bench):
        self.bench = bench
        self.folder = os.path.join(bench.folder, "victoria")
        self.start("60d")

    def start(self, retention):
        port = free_port()
        command = [
            peer("victoria-metrics"),
            f"-httpListenAddr=127.0.0.1:{port}",
            f"-storageDataPath={self.folder}",
            f"-retentionPeriod={retention}",
        ]
        self.program = self.bench.start("victoria-metrics", command, port, "/health")
        self.program.must_be_ready()

    def stop(self):
        self.bench.end(self.program)

    def running(self, what):
        """Merges that run now."""
        _, text = self.program.text("/metrics")
        found = re.findall(rf"^{what}(?:{{[^}}]*}})? (\d+)", text, re.MULTILINE)
        return sum(int(value) for value in found)

    def settle(self):
        """Merges all it has, which it would do bit by bit."""
        self.program.get("/internal/force_flush")
        self.program.get("/internal/force_merge")
        time.sleep(0.1)
        while self.running("vm_active_force_merges") + self.running("vm_active_merges") > 0:
            time.sleep(0.05)

    def bytes(self):
        return on_disk(os.path.join(self.folder, "data"), os.path.join(self.folder, "indexdb"))


def inserted(bench, path, data, victoria):
    """Both take the same collections, a day in turn."""
    store = embedded(bench, path, data)
    url = f"http://127.0.0.1:{victoria.program.port}/api/v1/write"
    pusher = Load(bench, path, "HistoryLoad", SERIES, EVERY, first(), "remote", url)
    ours, theirs, tending, worst = [], [], [], 0
    samples = COLLECTIONS_A_DAY * SERIES / 1e6
    for day in range(DAYS):
        found = store.do("load", COLLECTIONS_A_DAY)
        worst = max(worst, found["worst"])
        before = victoria.program.cpu_millis()
        pusher.do("load", COLLECTIONS_A_DAY)
        spent = (victoria.program.cpu_millis() - before) / 1000
        ours.append(found["cpu"] / samples)
        tending.append(found["tending"] / samples)
        theirs.append(spent / samples)
        print(
            f"day {day + 1}: {found['cpu'] / samples:.3f} (of these, packing {tending[-1]:.3f}) "
            f"and {theirs[-1]:.3f} CPU-s per million",
            flush=True,
        )
    bench.end(pusher)
    store.do("settle")
    alone = store.memory("VmRSS")
    query = store.do("query", ROUNDS, DAYS)
    latest = store.do("latest", ROUNDS)
    bench.end(store)
    before = victoria.program.cpu_millis()
    victoria.settle()
    merging = (victoria.program.cpu_millis() - before) / 1000 / (samples * DAYS)
    return {
        "ours": median(ours),
        "tending": median(tending),
        "theirs": median(theirs),
        "merging": merging,
        "worst": worst,
        "alone": alone,
        "query": query,
        "latest": latest,
    }


def asked(program, path, every):
    """How long answers took, the first one first, and how many points the last one had."""
    asker = Asker(program)
    times = []
    for i in range(ROUNDS):
        millis, answer = asker.ask(path, **every(i))
        times.append(millis)
    asker.close()
    return times, answer


def queried(sonde, victoria):
    """A series over all days, and the newest of all; over HTTP."""
    end, span = midnight(), DAYS * DAY
    step = span // POINTS
    ours, answer = asked(
        sonde,
        "/api/v1/range",
        lambda i: {
            "match": one_series(i),
            "from": (end - span) * 1000,
            "to": end * 1000,
            "points": POINTS,
        },
    )
    theirs, other = asked(
        victoria.program,
        "/api/v1/query_range",
        lambda i: {
            "query": f"avg_over_time({one_series(i)}[{step}s])",
            "start": end - span + step,
            "end": end,
            "step": f"{step}s",
            "nocache": 1,
        },
    )
    same_answers(answer, other)
    newest, all_of_ours = asked(
        sonde,
        "/api/v1/latest",
        lambda _: {"match": SELECTED, "from": (end - 600) * 1000, "to": end * 1000},
    )
    others, all_of_theirs = asked(
        victoria.program,
        "/api/v1/query",
        lambda _: {"query": f"last_over_time({SELECTED}[10m])", "time": end, "nocache": 1},
    )
    counts = len(all_of_ours["series"]), len(all_of_theirs["data"]["result"])
    if counts != (SERIES, SERIES):
        raise SystemExit(f"bench: newest values of {counts} series, not {SERIES}")
    return ours, theirs, newest, others


def same_answers(ours, theirs):
    """The same question has the same answer: else the times say nothing."""
    values = [value for value in ours["series"][0]["values"] if value is not None]
    others = [float(pair[1]) for pair in theirs["data"]["result"][0]["values"]]
    if len(values) != POINTS or abs(len(others) - POINTS) > 1:
        raise SystemExit(f"bench: {len(values)} and {len(others)} points, not {POINTS}")
    middle = POINTS // 2
    if abs(values[middle] - others[middle]) > 0.02 * abs(values[middle]) + 0.01:
        raise SystemExit(f"bench: {values[middle]} and {others[middle]} in the middle")


def forgotten(bench, path, data, victoria):
    """A day becomes too old."""
    store = embedded_later(bench, path, data)
    ours = store.do("forget")
    bench.end(store)
    victoria.stop()
    before = victoria.bytes()
    hours = max(24, (int(time.time()) - midnight()) // 3600 + (DAYS - 1) * 24)
    victoria.start(f"{hours}h")
    spent, begin = victoria.program.cpu_millis(), time.monotonic()
    victoria.settle()
    seconds = time.monotonic() - begin
    spent = (victoria.program.cpu_millis() - spent) / 1000
    return ours, seconds, spent, before - victoria.bytes()


def embedded_later(bench, path, data):
    """The store when all days have been loaded, and its clock at their end."""
    end = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(midnight()))
    return embedded(bench, path, data, end)


def main():
    with Bench() as bench:
        path = class_path()
        millions = COLLECTIONS_A_DAY * SERIES * DAYS / 1e6
        print(
            f"{SERIES} series of a host every {EVERY} s for {DAYS} days: {millions:.1f} million "
            "samples, a day in turn; one commit, and one request, for each collection",
            flush=True,
        )
        data = os.path.join(bench.folder, "sonde")
        victoria = Victoria(bench)
        load = inserted(bench, path, data, victoria)
        bytes_ours = on_disk(os.path.join(data, "store")) - on_disk(
            os.path.join(data, "store", "native")
        )
        bytes_theirs = victoria.bytes()
        sonde = bench.sonde("store.retention=30d", data=data).must_be_ready()
        before = sonde.memory("VmRSS")
        ours, theirs, newest, others = queried(sonde, victoria)
        resident = sonde.memory("VmRSS"), victoria.program.memory("VmRSS")
        bench.end(sonde)
        forgetting, seconds, spent, freed = forgotten(bench, path, data, victoria)
        table(
            ["", "sonde", "victoria-metrics", "ratio"],
            [
                compared("insert, CPU-s per million samples", load["ours"], load["theirs"], 3),
                ["  of these, packing", f"{load['tending']:.3f}", "", ""],
                ["  merging everything at the end", "", f"{load['merging']:.3f}", ""],
                compared(
                    "bytes a sample on disk", bytes_ours / millions / 1e6, bytes_theirs / millions / 1e6, 2
                ),
                compared(f"1 series, {DAYS} days, {POINTS} points: median ms", median(ours), median(theirs), 1),
                ["  first / median / worst", spread(ours), spread(theirs), ""],
                ["  without HTTP", spread_of(load["query"]), "", ""],
                compared(f"newest of {SERIES} series: median ms", median(newest), median(others), 1),
                ["  first / median / worst", spread(newest), spread(others), ""],
                ["  without HTTP", spread_of(load["latest"]), "", ""],
                ["a day too old: ms", f"{forgetting['dropping']:.0f}", f"{seconds * 1000:.0f}", ""],
                ["  thinning it out before", f"{forgetting['thinning']:.0f}", "", ""],
                compared("RSS MB after the queries", *resident, 0),
                ["  before them", f"{before:.0f}", "", ""],
                ["  the store alone, after loading", f"{load['alone']:.0f}", "", ""],
            ],
        )
        print(
            "CPU of Sonde is the store's, in a process of its own; that of victoria-metrics includes taking "
            f"remote write by HTTP. The slowest commit took {load['worst']:.0f} ms. For queries, sonde is the whole "
            "program. A day too old: "
            f"victoria-metrics drops it when it merges, here on demand ({spent:.1f} CPU-s, {freed / 1e6:.0f} MB freed)."
        )


def compared(name, ours, theirs, digits):
    return [name, f"{ours:.{digits}f}", f"{theirs:.{digits}f}", f"{ours / theirs:.2f}"]


def spread_of(found):
    return f"{found['first']:.1f} / {found['median']:.1f} / {found['worst']:.1f}"


main()
