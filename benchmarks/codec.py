"""What a sample costs in the journal's format"""
# Made-up pages of one application and of 500, then three pages of node_exporter, a second apart:
# bytes, nanoseconds and garbage per sample, medians of 7 rounds on one thread.

import http.client
import os
import subprocess
import time

from harness import ROOT, Bench, free_port, give_up, peer

MODULES = ["api", "journal", "benchmarks"]


def build():
    command = [os.path.join(ROOT, "mvn25"), "-q", "-pl", "benchmarks", "-am", "-DskipTests", "compile"]
    built = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if built.returncode != 0:
        give_up("the build failed:\n" + built.stdout[-2000:])


def measure(pages):
    path = ":".join(os.path.join(ROOT, module, "target", "classes") for module in MODULES)
    find = '. app/src/main/dist/bin/find-java; find_java || exit 1; exec "$JAVA" "$@"'
    flags = ["-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-cp", path]
    command = ["sh", "-c", find, "sh"] + flags + ["dev.sonde.journal.CodecSpeed"] + pages
    if subprocess.run(command, cwd=ROOT).returncode != 0:
        give_up("CodecSpeed failed")


def node_exporter(bench):
    """Its pages with all it shows unasked, as files."""
    port = free_port()
    command = [peer("node-exporter"), f"--web.listen-address=127.0.0.1:{port}"]
    program = bench.start("node_exporter", command, port, "/").must_be_ready()
    pages = []
    for second in range(3):
        time.sleep(1)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/metrics")
        pages.append(os.path.join(bench.folder, f"page{second}"))
        with open(pages[-1], "wb") as file:
            file.write(connection.getresponse().read())
        connection.close()
    bench.end(program)
    return pages


def main():
    build()
    with Bench() as bench:
        print("made-up pages of one application, then of 500")
        measure([])
        print("node_exporter's pages")
        measure(node_exporter(bench))


main()
