package dev.sonde.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reloads when a configuration file changes, as long as `watch_config` says so.
final class ConfigWatch implements Runnable {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Agent agent;
  private Map<Path, String> stamps;

  ConfigWatch(Agent agent) {
    this.agent = agent;
    this.stamps = stamps(agent.loaded().files());
  }

  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        look();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Compares once, and reloads when something differs.
  void look() {
    if (!agent.loaded().config().watchConfig()) {
      return;
    }
    Map<Path, String> now = stamps(agent.loaded().files());
    if (!now.equals(stamps)) {
      stamps = now;
      agent.reload();
    }
  }

  private static Map<Path, String> stamps(List<Path> files) {
    var stamps = new TreeMap<Path, String>();
    files.forEach(file -> stamps.put(file, stamp(file)));
    return stamps;
  }

  private static String stamp(Path file) {
    try {
      var of = Files.readAttributes(file, BasicFileAttributes.class);
      return of.lastModifiedTime() + " " + of.size() + " " + of.fileKey();
    } catch (IOException gone) {
      return "absent";
    }
  }
}
