"""5,000 targets of which a third hang, refuse or lie: do the others lose a scrape? (--help)"""
# See README.md.

import argparse

from harness import Bench, table
from scraping import PEERS, SONDES, TITLES, Load, Run, list_of, stand_by


def words():
    parser = argparse.ArgumentParser(prog="./bench scrape-hostile")
    parser.add_argument("--agents", default="sonde")
    parser.add_argument("--targets", type=int, default=5_000)
    parser.add_argument("--samples", type=int, default=100, help="of each good target")
    parser.add_argument("--interval", type=int, default=15, help="seconds")
    parser.add_argument("--hang", type=float, default=0.11)
    parser.add_argument("--refuse", type=float, default=0.11)
    parser.add_argument("--lie", type=float, default=0.12)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--every", type=int, default=15, help="seconds between lines of memory")
    given = parser.parse_args()
    given.agents = list_of(given.agents, [*SONDES, *PEERS], "agent")
    return given


def watched(bench, given, name):
    load = Load(
        "hostile",
        given.targets,
        given.samples,
        given.interval,
        hang=given.hang,
        refuse=given.refuse,
        lie=given.lie,
    )
    print(f"{TITLES[name]}: {load.said()}", flush=True)
    run = Run(bench, load, name)
    print(f"{len(run.targets.good)} targets are good", flush=True)
    print("  seconds   RSS MB   HWM MB  CPU-s  pages of good targets  missed  longest gap s")

    def line(second):
        if second % given.every == 0:
            account = run.targets.account()
            print(
                f"  {second:7d}  {run.agent.memory('VmRSS'):7.1f}  {run.agent.memory('VmHWM'):7.1f}"
                f"  {run.agent.cpu_millis() / 1000:5.0f}  {account['pages']:21d}"
                f"  {account['missed']:6d}  {account['longest_gap_ms'] / 1000:13.1f}",
                flush=True,
            )

    there = stand_by(run.agent, given.seconds, line)
    if not there:
        print(f"it ended with {run.agent.process.returncode}: {run.agent.said()}")
        run.end()
        return [TITLES[name], "ended"] + [""] * 8
    bad = run.targets.account()["bad"]
    print("  answers of the others: " + ", ".join(f"{k} {v}" for k, v in bad.items()))
    resident, highest = run.agent.memory("VmRSS"), run.agent.memory("VmHWM")
    settled = run.settle()
    run.end()
    return [
        TITLES[name],
        f"{resident:.1f}",
        f"{highest:.1f}",
        settled["never"],
        settled["missed"],
        settled["failed"],
        f"{settled['gap']:.1f}",
        settled["served"],
        settled["lost"],
        settled["extra"],
    ]


def main():
    given = words()
    with Bench() as bench:
        rows = [watched(bench, given, name) for name in given.agents]
        table(
            [
                "",
                "RSS MB",
                "HWM MB",
                "good targets never scraped",
                "scrapes missed",
                "failed",
                "longest gap s",
                "samples served",
                "lost",
                "extra",
            ],
            rows,
        )


main()
