package dev.sonde.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Reloads when a configuration file has changed, as long as `watch_config` says so. One that is
/// being written is let be: it is read when two looks in a row have found it the same.
final class ConfigWatch implements Runnable {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final BooleanSupplier wanted;
  private final Supplier<List<Path>> files;
  private final Runnable reload;
  private Map<Path, String> stamps;
  private Map<Path, String> before;

  /// @param wanted does the configuration in force say so?
  /// @param files of the configuration in force
  ConfigWatch(BooleanSupplier wanted, Supplier<List<Path>> files, Runnable reload) {
    this.wanted = wanted;
    this.files = files;
    this.reload = reload;
    this.stamps = stamps(files.get());
    this.before = stamps;
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

  /// Compares once, and reloads when something differs and stays so.
  void look() {
    if (!wanted.getAsBoolean()) {
      return;
    }
    Map<Path, String> now = stamps(files.get());
    boolean settled = now.equals(before);
    before = now;
    if (settled && !now.equals(stamps)) {
      stamps = now;
      reload.run();
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
