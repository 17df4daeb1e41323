# Where the time of a running Sonde goes: samples of CPU time by JFR, and CPU time by thread.

import collections
import glob
import json
import os
import subprocess

from harness import java, table

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<configuration version="2.0">
  <event name="jdk.CPUTimeSample">
    <setting name="enabled">true</setting>
    <setting name="throttle">5ms</setting>
    <setting name="stackTrace">true</setting>
  </event>
</configuration>
"""
TICK = os.sysconf("SC_CLK_TCK")
SHOWN = 25


def tool(name):
    return os.path.join(os.path.dirname(java()), name)


def threads(pid):
    """User and system seconds of each thread."""
    found = {}
    for path in glob.glob(f"/proc/{pid}/task/*/stat"):
        try:
            with open(path) as file:
                head, _, rest = file.read().rpartition(")")
        except OSError:
            continue
        fields = rest.split()
        found[path.split("/")[4]] = (
            head.partition("(")[2],
            int(fields[11]) / TICK,
            int(fields[12]) / TICK,
        )
    return found


class Profile:
    """Begins at once; takes memory and some CPU of its own in the process that it watches."""

    def __init__(self, bench, program, seconds):
        self.pid = program.process.pid
        self.seconds = seconds
        self.file = os.path.join(bench.folder, f"{self.pid}.jfr")
        settings = os.path.join(bench.folder, "profile.jfc")
        with open(settings, "w") as out:
            out.write(SETTINGS)
        self.command("JFR.start", "name=bench", f"settings={settings}")
        self.before = threads(self.pid)

    def command(self, *words):
        said = subprocess.run(
            [tool("jcmd"), str(self.pid), *words], capture_output=True, text=True
        )
        if said.returncode != 0:
            print("no profile: " + said.stdout + said.stderr)

    def show(self):
        after = threads(self.pid)
        self.command("JFR.stop", "name=bench", f"filename={self.file}")
        self.by_thread(after)
        if os.path.exists(self.file):
            self.by_frame()

    def by_thread(self, after):
        spent = collections.defaultdict(lambda: [0, 0])
        for task, (name, user, system) in after.items():
            _, user_before, system_before = self.before.get(task, (name, 0, 0))
            kind = name.rstrip("0123456789").rstrip("-# ")
            spent[kind][0] += user - user_before
            spent[kind][1] += system - system_before
        rows = sorted(spent.items(), key=lambda each: -sum(each[1]))
        rows = [each for each in rows if sum(each[1]) > 0]
        print(f"CPU by thread in {self.seconds} s")
        table(
            ["thread", "user s", "system s"],
            [[name, f"{user:.2f}", f"{system:.2f}"] for name, (user, system) in rows[:15]],
        )

    def by_frame(self):
        printed = subprocess.run(
            [tool("jfr"), "print", "--json", "--stack-depth", "64"]
            + ["--events", "jdk.CPUTimeSample", self.file],
            capture_output=True,
            text=True,
            check=True,
        )
        events = json.loads(printed.stdout)["recording"]["events"]
        stacks = [stack(event["values"]) for event in events]
        stacks = [each for each in stacks if each]
        rooms = collections.Counter(room(each) for each in stacks)
        tops = collections.Counter((each[0], room(each)) for each in stacks)
        count = max(1, len(stacks))
        print(f"{len(stacks)} samples of CPU time by Sonde's part nearest to the top of the stack")
        table(
            ["part", "%"],
            [[name, f"{many / count * 100:.1f}"] for name, many in rooms.most_common(SHOWN)],
        )
        print("and by method at the top")
        table(
            ["method", "for", "%"],
            [
                [method, name, f"{many / count * 100:.1f}"]
                for (method, name), many in tops.most_common(SHOWN)
            ],
        )


def stack(values):
    """Methods, the running one first."""
    trace = values.get("stackTrace")
    frames = trace["frames"] if trace else []
    return [
        frame["method"]["type"]["name"].replace("/", ".") + "." + frame["method"]["name"]
        for frame in frames
    ]


def room(methods):
    """The package of Sonde, or of a library it uses, that the time was spent for."""
    for method in methods:
        if method.startswith(("dev.sonde.", "org.apache.hc.")):
            words = method.split(".")
            return ".".join(word for word in words[:-2] if word[:1].islower())
    return "the JDK alone"
