"""Days of history in PostgreSQL, in Sonde's layout, beside one row for each sample with COPY"""
# DAYS      of Sonde's layout, 7
# PEER_DAYS of one row for each sample, 2
# SERIES    600
# EVERY     seconds between collections, 5
# ROUNDS    queries of each kind, 30

import os

from harness import ROOT, Bench, class_path, number, postgres_servers, table
from history import COLLECTIONS_A_DAY, DAYS, EVERY, POINTS, SERIES, Load, first

ROUNDS = number("ROUNDS", 30)
MINUTES = 24 * 60
PEER_DAYS = min(DAYS, number("PEER_DAYS", 2))


def loaded(load):
    """Both in turn, a part of a day each."""
    parts = {"ours": DAYS * COLLECTIONS_A_DAY, "rows": PEER_DAYS * COLLECTIONS_A_DAY}
    summed = ("samples", "seconds", "cpu", "tending", "tended")
    totals = {name: dict.fromkeys((*summed, "server", "worst"), 0) for name in parts}
    for part in range(1, DAYS + 1):
        for name, all_of_them in parts.items():
            count = all_of_them * part // DAYS - all_of_them * (part - 1) // DAYS
            found = load.do(name, "load", count)
            for key in summed:
                totals[name][key] += found["spent"][key]
            totals[name]["server"] += found["server"]
            totals[name]["worst"] = max(totals[name]["worst"], found["spent"]["worst"])
            print(f"{name}: {found['spent']['samples'] / 1e6:.1f} million, {rate(found['spent'])} k/s", flush=True)
    return totals


def rate(spent):
    """Thousands a second while storing: a minute passes here in a blink, and its tending with it."""
    return f"{spent['samples'] / (spent['seconds'] - spent['tended']) / 1000:.0f}"


def main():
    with Bench() as bench:
        os.chmod(bench.folder, 0o711)
        path = class_path()
        postgres_servers()
        load = Load(
            bench,
            path,
            "PostgresLoad",
            os.path.join(bench.folder, "postgres"),
            SERIES,
            EVERY,
            first(),
            folder=os.path.join(ROOT, "it"),
        )
        print(
            f"PostgreSQL 18, {SERIES} series of a host every {EVERY} s, one commit for each collection, fsync on; "
            f"{DAYS} days in Sonde's layout, {PEER_DAYS} in one row for each sample (binary COPY, primary key of "
            "series and time), in turn",
            flush=True,
        )
        totals = loaded(load)
        sizes = {}
        for name in totals:
            fresh = load.do(name, "bytes")["bytes"] / totals[name]["samples"]
            settling = load.do(name, "settle")["millis"]
            sizes[name] = fresh, load.do(name, "bytes")["bytes"] / totals[name]["samples"], settling
        queries = [
            [f"1 series, {PEER_DAYS} days, {POINTS} points: median / worst ms"]
            + [spread(load.do(name, "query", ROUNDS, PEER_DAYS)) for name in totals],
            [f"1 series, {DAYS} days", spread(load.do("ours", "query", ROUNDS, DAYS)), ""],
            ["  in SQL, of sonde.samples", spread(load.do("ours", "view", ROUNDS, DAYS)), ""],
            [f"newest of {SERIES} series", spread(load.do("ours", "latest", ROUNDS)), ""],
        ]
        forgotten = {name: load.do(name, "forget")["millis"] for name in totals}
        rows = [
            ["k samples/s"] + [rate(each) for each in totals.values()],
            ["  a minute's tending, ms", f"{1000 * totals['ours']['tended'] / (DAYS * MINUTES):.1f}", ""],
            ["CPU-s per million: Sonde's side"]
            + [f"{each['cpu'] / each['samples'] * 1e6:.2f}" for each in totals.values()],
            ["  of these, tending", f"{totals['ours']['tending'] / totals['ours']['samples'] * 1e6:.2f}", ""],
            ["CPU-s per million: server"]
            + [f"{each['server'] / each['samples'] * 1e6:.2f}" for each in totals.values()],
            ["slowest commit, ms"] + [f"{each['worst']:.0f}" for each in totals.values()],
            ["bytes a sample, just loaded"] + [f"{each[0]:.1f}" for each in sizes.values()],
            ["bytes a sample, settled"] + [f"{each[1]:.1f}" for each in sizes.values()],
            ["putting in order, ms"] + [listed(each[2]) for each in sizes.values()],
            *queries,
            ["a day too old: ms"] + [listed(each) for each in forgotten.values()],
        ]
        table(["", "sonde's layout", "one row for each"], rows)
        print(
            "bytes: tables with indexes. Putting in order: six minutes of Sonde's tending, one after the other; VACUUM "
            "ANALYZE of the rows. A day too old: the same for Sonde; DELETE, then VACUUM, which gives nothing back to the "
            "disk, of the rows."
        )


def spread(found):
    return f"{found['median']:.1f} / {found['worst']:.1f}"


def listed(values):
    return " ".join(f"{value:.0f}" for value in values)


main()
