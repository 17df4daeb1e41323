"""Scraping to remote write: Sonde, vmagent and Prometheus in turn on the same load (P1 to P4, P14)"""
# See README.md, or --help.

import argparse
import json
import math

import profiling
from harness import Bench, give_up, median, table
from scraping import PEERS, SONDES, TITLES, Load, Run, list_of, stand_by, start_agent

LOADS = {
    "P1": (50, 551, 1),
    "P4": (1_000, 522, 15),
    "P14-10": (10, 551, 1),
    "P14-100": (100, 551, 1),
    "P14-1000": (1_000, 551, 15),
    "P14-5000": (5_000, 551, 30),
}
HEAD = [
    "",
    "agent",
    "samples/s",
    "CPU-s per million",
    "to vmagent",
    "bytes a sample",
    "RSS MB",
    "HWM MB",
    "RSS MB per 100k series",
    "warm-up CPU-s",
    "samples served",
    "lost",
    "extra",
    "scrapes missed",
    "failed",
    "generator CPU %",
]


def words():
    parser = argparse.ArgumentParser(prog="./bench scrape")
    parser.add_argument("--rows", default=" ".join(LOADS), help=" ".join(LOADS))
    parser.add_argument("--agents", default="sonde sonde-2.0 vmagent prometheus")
    parser.add_argument("--targets", type=int, help="instead of the row's")
    parser.add_argument("--samples", type=int, help="of each target, instead of the row's")
    parser.add_argument("--interval", type=int, help="seconds, instead of the row's")
    parser.add_argument("--warmup", type=int, default=180, help="seconds before anything counts")
    parser.add_argument("--window", type=int, default=60, help="seconds that are measured")
    parser.add_argument("--idle", type=int, default=60, help="seconds without targets, for P4")
    parser.add_argument("--repeat", type=int, default=1, help="runs of each; medians are shown")
    parser.add_argument("--churn", type=float, default=0, help="share of series renamed a minute")
    parser.add_argument("--gzip", action="store_true", help="pages compressed for who asks")
    parser.add_argument("--openmetrics", action="store_true", help="for who prefers it")
    parser.add_argument("--profile", action="store_true", help="where Sonde's time goes")
    parser.add_argument("--json", help="file for all figures")
    given = parser.parse_args()
    given.agents = list_of(given.agents, [*SONDES, *PEERS], "agent")
    if any((given.targets, given.samples, given.interval)) and given.rows == " ".join(LOADS):
        given.rows = "P1"
    given.rows = list_of(given.rows, list(LOADS), "row")
    return given


def load_of(row, given):
    targets, samples, interval = LOADS[row]
    return Load(
        row,
        given.targets or targets,
        given.samples or samples,
        given.interval or interval,
        churn=given.churn,
        gzip=str(given.gzip).lower(),
        openmetrics=str(given.openmetrics).lower(),
    )


def idle(bench, load, name, seconds):
    """RSS of an agent with no target."""
    agent = start_agent(bench, name, [], load, "http://127.0.0.1:9/api/v1/write")
    agent.must_be_ready()
    if not stand_by(agent, seconds):
        give_up(f"{agent.name} ended with {agent.process.returncode}: {agent.said()}")
    resident = agent.memory("VmRSS")
    bench.end(agent)
    return resident


def measured(bench, load, name, given):
    figures = {}
    if load.row == "P4":
        figures["idle"] = idle(bench, load, name, given.idle)
    run = Run(bench, load, name)
    window = math.ceil(max(given.window, load.interval) / load.interval) * load.interval
    resident = []
    there = stand_by(run.agent, max(given.warmup, 2 * load.interval))
    before = run.mark() if there else None
    profile = profiling.Profile(bench, run.agent, window) if there and profiled(name, given) else None
    there = there and stand_by(run.agent, window, lambda _: resident.append(run.agent.memory("VmRSS")))
    if not there:
        print(f"{TITLES[name]} ended with {run.agent.process.returncode}: {run.agent.said()}")
        run.end()
        return None
    after = run.mark()
    figures.update(rss=median(resident), hwm=run.agent.memory("VmHWM"))
    if profile:
        profile.show()
    samples = after["samples"] - before["samples"]
    seconds = after["time"] - before["time"]
    figures.update(
        rate=samples / seconds,
        cpu=(after["cpu"] - before["cpu"]) / samples * 1e6,
        wire=(after["wire"] - before["wire"]) / samples,
        warm=before["cpu"],
        generator=(after["generator"] - before["generator"]) / seconds * 100,
        gzip=after["gzip"] / after["pages"],
        openmetrics=after["openmetrics"] / after["pages"],
    )
    figures.update(run.settle())
    if "idle" in figures:
        figures["each"] = (figures["rss"] - figures["idle"]) / load.series() * 1e5
    run.end()
    return figures


def profiled(name, given):
    return given.profile and name in SONDES


def combined(runs):
    """Medians; of what must be 0, the worst."""
    worst = ("lost", "extra", "never", "missed", "failed", "gap")
    return {
        key: (max if key in worst else median)([each[key] for each in runs]) for key in runs[0]
    }


def row(load, name, figures, reference, given):
    if figures is None:
        return [load.row, TITLES[name], "ended"] + [""] * (len(HEAD) - 3)
    return [
        load.row,
        TITLES[name] + (" (profiled)" if profiled(name, given) else ""),
        f"{figures['rate']:.0f}",
        f"{figures['cpu']:.2f}",
        f"{figures['cpu'] / reference['cpu']:.2f}" if reference else "",
        f"{figures['wire']:.2f}",
        f"{figures['rss']:.1f}",
        f"{figures['hwm']:.1f}",
        f"{figures['each']:.1f} (idle {figures['idle']:.0f})" if "each" in figures else "",
        f"{figures['warm']:.1f}",
        f"{figures['served']:.0f}",
        f"{figures['lost']:.0f}",
        f"{figures['extra']:.0f}",
        f"{figures['missed']:.0f}",
        f"{figures['failed']:.0f}",
        f"{figures['generator']:.1f}",
    ]


def agents_of(load, given):
    """Remote write 2.0 is measured at P1 only, unless asked for."""
    alone = given.agents == ["sonde-2.0"]
    return [name for name in given.agents if load.row == "P1" or alone or name != "sonde-2.0"]


def all_runs(bench, given):
    for load in (load_of(name, given) for name in given.rows):
        print(f"{load.row}: {load.said()}", flush=True)
        for name in agents_of(load, given):
            runs = []
            for _ in range(given.repeat):
                figures = measured(bench, load, name, given)
                if figures is None:
                    break
                print(f"  {TITLES[name]}: {in_short(figures)}", flush=True)
                runs.append(figures)
            yield load, name, combined(runs) if len(runs) == given.repeat else None


def in_short(figures):
    return (
        f"{figures['cpu']:.2f} CPU-s per million, {figures['wire']:.2f} bytes a sample, "
        f"{figures['rss']:.1f} MB; {figures['lost']} samples lost, {figures['extra']} extra, "
        f"{figures['missed']} scrapes missed, {figures['failed']} failed, longest gap {figures['gap']:.1f} s, "
        f"{figures['never']} targets never"
    )


def main():
    given = words()
    with Bench() as bench:
        print(
            f"each agent alone, {given.warmup} s of warm-up, {given.window} s measured"
            + (f", medians of {given.repeat}" if given.repeat > 1 else ""),
            flush=True,
        )
        results = list(all_runs(bench, given))
        reference = {load.row: figures for load, name, figures in results if name == "vmagent"}
        table(
            HEAD,
            [
                row(load, name, figures, reference.get(load.row), given)
                for load, name, figures in results
            ],
        )
        if given.json:
            with open(given.json, "w") as out:
                told = [dict(row=load.row, agent=n, figures=f) for load, n, f in results]
                json.dump(told, out, indent=1)


main()
