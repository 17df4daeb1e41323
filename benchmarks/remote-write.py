"""What a sample costs in remote write"""
# Made-up pages of 50 applications, in batches of four sizes, by protocol and compression, with the
# launcher's compiler: CPU time of one thread and bytes per sample. Then the same of reading requests
# of 10,000 series.

import os
import subprocess

from harness import ROOT, give_up

CLASS_PATH = os.path.join(ROOT, "benchmarks", "target", "classpath")


def build():
    command = [os.path.join(ROOT, "mvn25"), "-q", "-pl", "benchmarks", "-am", "-DskipTests", "compile"]
    command += ["dependency:build-classpath", f"-Dmdep.outputFile={CLASS_PATH}"]
    built = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if built.returncode != 0:
        give_up("the build failed:\n" + built.stdout[-2000:])


def main():
    build()
    with open(CLASS_PATH) as file:
        path = os.path.join(ROOT, "benchmarks", "target", "classes") + ":" + file.read().strip()
    find = '. app/src/main/dist/bin/find-java; find_java || exit 1; exec "$JAVA" "$@"'
    flags = ["-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel=1"]
    flags += ["--enable-native-access=ALL-UNNAMED", "-cp", path]
    for name in ["RemoteWriteSpeed", "RemoteWriteReaderSpeed"]:
        command = ["sh", "-c", find, "sh"] + flags + ["dev.sonde.wire.remotewrite." + name]
        if subprocess.run(command, cwd=ROOT).returncode != 0:
            give_up(name + " failed")


main()
