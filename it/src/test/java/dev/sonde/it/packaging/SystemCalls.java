package dev.sonde.it.packaging;

import dev.sonde.it.Peers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The system calls that a unit allows, as systemd counts them.
record SystemCalls(Set<String> names) {
  private static final String KEY = "SystemCallFilter=";

  static SystemCalls of(String unit) throws IOException, InterruptedException {
    var names = new TreeSet<String>();
    // Every list of what is allowed holds these.
    add("@default", names);
    for (String line : unit.lines().filter(each -> each.startsWith(KEY)).toList()) {
      String value = line.substring(KEY.length());
      var named = new TreeSet<String>();
      for (String each : value.replace("~", "").split(" ")) {
        add(each, named);
      }
      if (value.startsWith("~")) {
        names.removeAll(named);
      } else {
        names.addAll(named);
      }
    }
    return new SystemCalls(names);
  }

  /// Allows these and refuses all others, in the form that Docker reads.
  String dockerProfile() {
    String all = names.stream().map(each -> '"' + each + '"').collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT,
        """
        {"defaultAction": "SCMP_ACT_ERRNO", "defaultErrnoRet": 1,
         "syscalls": [{"names": [%s], "action": "SCMP_ACT_ALLOW"}]}
        """,
        all);
  }

  private static void add(String name, Set<String> to) throws IOException, InterruptedException {
    if (!name.startsWith("@")) {
      to.add(name);
      return;
    }
    String systemd = Peers.program("systemd-analyze").toString();
    String said =
        Command.in(Path.of("target").toAbsolutePath()).run(systemd, "syscall-filter", name);
    for (String line : said.lines().skip(1).map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        add(line, to);
      }
    }
  }
}
