"""CPU per host collection, every 5 s, beside node_exporter with the same collectors"""
# WARM_UP   seconds before measuring, 180
# WINDOWS   measured windows, 3
# ROUNDS    collections in each, 24
# SCRAPE    1: Sonde's /metrics is fetched every round too, as node_exporter's is

import time

from harness import Bench, median, number, table

INTERVAL = 5
TEXT = "text/plain;version=0.0.4"


def rounds(count, scraped):
    begin = time.monotonic()
    for i in range(count):
        time.sleep(max(0, begin + i * INTERVAL - time.monotonic()))
        for program in scraped:
            if program.get("/metrics", TEXT) != 200:
                raise SystemExit(f"bench: {program.name} did not answer: {program.said()}")
    time.sleep(max(0, begin + count * INTERVAL - time.monotonic()))


def main():
    with Bench() as bench:
        node = bench.node_exporter().must_be_ready()
        sonde = bench.sonde("interval=5s").must_be_ready()
        programs = [sonde, node]
        scraped = programs if number("SCRAPE", 0) else [node]
        warm_up = max(1, number("WARM_UP", 180) // INTERVAL)
        per_window = number("ROUNDS", 24)
        print(
            f"{warm_up * INTERVAL} s of warm-up, then {number('WINDOWS', 3)} windows of "
            f"{per_window} collections, {INTERVAL} s apart"
        )
        rounds(warm_up, scraped)
        warm = {program: program.cpu_millis() for program in programs}
        spent = {program: [] for program in programs}
        for _ in range(number("WINDOWS", 3)):
            before = {program: program.cpu_millis() for program in programs}
            rounds(per_window, scraped)
            for program in programs:
                spent[program].append((program.cpu_millis() - before[program]) / per_window)
        rows = []
        for program in programs:
            values = spent[program]
            rows.append(
                [
                    program.name,
                    f"{median(values):.2f}",
                    f"{min(values):.2f} to {max(values):.2f}",
                    f"{median(values) / median(spent[node]):.2f}",
                    f"{warm[program]:.0f}",
                    f"{program.memory('VmRSS'):.0f}",
                ]
            )
        table(
            ["", "CPU ms per collection", "range", "ratio", "start and warm-up, ms", "RSS MB"], rows
        )


main()
