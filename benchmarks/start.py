"""Launch to the first 200, beside node_exporter"""
# RUNS   launches of each, 11; the first is not counted
# DAYS   of history that the store has, for one more row; 0 for none, 7 takes some minutes to load

import os

from harness import Bench, class_path, median, number, table


def with_history(bench):
    from history import filled

    data = os.path.join(bench.folder, "history")
    filled(bench, class_path(), data)
    return lambda: bench.sonde("store.retention=30d", data=data)


def main():
    with Bench() as bench:
        runs = number("RUNS", 11)
        launchers = {
            "sonde, 200 from /health": bench.sonde,
            "sonde, no store": lambda: bench.sonde("store.type=none"),
            "node_exporter, 200 from /": bench.node_exporter,
        }
        if number("DAYS", 0) > 0:
            launchers[f"sonde, {number('DAYS', 0)} days stored"] = with_history(bench)
        print(f"{runs} launches of each in turn, the first not counted")
        times = {name: [] for name in launchers}
        spent = {name: [] for name in launchers}
        ended = set()
        for run in range(runs):
            for name, launch in launchers.items():
                if name in ended:
                    continue
                program = launch()
                millis = program.await_ready()
                if millis is None:
                    ended.add(name)
                    print(f"{name}: ended with {program.process.returncode}: {program.said()}")
                elif run > 0:
                    times[name].append(millis)
                    spent[name].append(program.cpu_millis())
                bench.end(program)
        rows = []
        peer = median(times["node_exporter, 200 from /"])
        for name, values in times.items():
            if values:
                middle = median(values)
                spread = f"{min(values):.0f} to {max(values):.0f}"
                cpu = f"{median(spent[name]):.0f}"
                rows.append([name, f"{middle:.0f}", spread, f"{middle / peer:.1f}", cpu])
        table(["", "ms to 200", "range", "ratio", "CPU ms until then"], rows)


main()
