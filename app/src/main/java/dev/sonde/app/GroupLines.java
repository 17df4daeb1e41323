package dev.sonde.app;

import dev.sonde.collectors.discovery.DiscoveryConfig;
import dev.sonde.collectors.exec.ExecConfig;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.collectors.scrape.config.ScrapeConfig;
import java.util.ArrayList;
import java.util.List;

/// What a group of collectors would do, for `sonde check`.
final class GroupLines {
  private GroupLines() {}

  /// Nothing when there is nothing to do.
  static List<String> of(GroupConfig group) {
    if (!group.works()) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    lines.add("collector  " + group.name());
    if (group.config() instanceof ScrapeConfig scrape) {
      scrape
          .shard()
          .ifPresent(shard -> lines.add("shard      " + shard.index() + " of " + shard.of()));
      scrape.jobs().forEach(each -> lines.add("job        " + job(each)));
    }
    if (group.config() instanceof ExecConfig exec) {
      exec.commands()
          .forEach(each ->
              lines.add("command    " + each.name() + ", every " + Words.of(each.interval())));
    }
    return lines;
  }

  private static String job(Job of) {
    var line = new StringBuilder(of.name());
    line.append(", every ").append(Words.of(of.timing().interval()));
    int written = of.targets().stream().mapToInt(each -> each.addresses().size()).sum();
    if (written > 0) {
      line.append(", ").append(written).append(written == 1 ? " target" : " targets");
    }
    List<String> kinds =
        of.discoveries().stream().map(DiscoveryConfig::kind).distinct().sorted().toList();
    if (!kinds.isEmpty()) {
      line.append(", found by ").append(String.join(", ", kinds));
    }
    return written == 0 && kinds.isEmpty() ? line + ", no targets" : line.toString();
  }
}
