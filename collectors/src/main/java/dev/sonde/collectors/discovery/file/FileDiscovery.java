package dev.sonde.collectors.discovery.file;

import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryTools;
import dev.sonde.collectors.discovery.Findings;
import dev.sonde.collectors.discovery.Told;
import java.time.Duration;
import java.util.List;

/// Looks at files every 5 s, and reads those that have changed.
final class FileDiscovery implements Discovery {
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofMillis(250);

  private final DiscoveryTools.Pause pause;
  private final Duration between;
  private final List<PatternWatch> watches;

  FileDiscovery(FileDiscoveryConfig config, DiscoveryTools tools) {
    pause = tools.pause();
    between = config.refresh().compareTo(BETWEEN) < 0 ? config.refresh() : BETWEEN;
    var files = new TargetFiles(tools.blocking(), tools.directory());
    watches =
        config.files().stream()
            .map(text ->
                new PatternWatch(new FilePattern(text), files, tools.time(), config.refresh()))
            .toList();
  }

  @Override
  public void run(Findings out) throws InterruptedException {
    var told = new Told(out);
    while (true) {
      boolean soon = false;
      for (PatternWatch watch : watches) {
        soon |= watch.look(told);
      }
      told.round();
      if (!soon) {
        out.looked();
      }
      pause.of(soon && SOON.compareTo(between) < 0 ? SOON : between);
    }
  }
}
