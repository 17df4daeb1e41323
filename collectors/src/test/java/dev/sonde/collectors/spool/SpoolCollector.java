package dev.sonde.collectors.spool;

import dev.sonde.api.Blocking;
import dev.sonde.api.Collector;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// Counts the files that wait in a folder.
final class SpoolCollector implements Collector {
  /// `spool_files{folder="/var/spool/mail"} 3`
  static final Family FILES = Family.gauge("spool_files", "", "Files that wait in a folder.");

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Path folder;
  private final Labels labels;
  private final Blocking blocking;

  SpoolCollector(SpoolConfig config, Blocking blocking) {
    this.folder = config.folder();
    this.labels = Labels.of("folder", folder.toString());
    this.blocking = blocking;
  }

  @Override
  public void collect(Recorder out) throws Exception {
    if (Files.isDirectory(folder)) {
      out.record(FILES, labels, blocking.call("listing " + folder, PATIENCE, this::count));
    } else {
      out.absent("folder " + folder, "it is not there; set collectors.spool.folder");
    }
  }

  private long count() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }
}
