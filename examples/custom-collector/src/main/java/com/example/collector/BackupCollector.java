package com.example.collector;

import dev.sonde.api.Blocking;
import dev.sonde.api.Collector;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks at the newest file of a folder of backups: how old it is and how large.
final class BackupCollector implements Collector {
  /// `backup_age_seconds{folder="/backup"} 3600`
  private static final Family AGE =
      Family.gauge("backup_age_seconds", "seconds", "Since the newest backup was written.");

  /// `backup_size_bytes{folder="/backup"} 1048576`
  private static final Family SIZE =
      Family.gauge("backup_size_bytes", "bytes", "How large the newest backup is.");

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Path folder;
  private final Labels labels;
  private final Blocking blocking;

  BackupCollector(Path folder, Blocking blocking) {
    this.folder = folder;
    this.labels = Labels.of("folder", folder.toString());
    this.blocking = blocking;
  }

  @Override
  public void collect(Recorder out) throws Exception {
    Optional<BasicFileAttributes> newest =
        blocking.call("looking into " + folder, PATIENCE, this::newest);
    if (newest.isEmpty()) {
      out.absent("backup in " + folder, "there is no file; is the backup running?");
      return;
    }
    long age = out.time() - newest.get().lastModifiedTime().toMillis();
    out.record(AGE, labels, Math.max(0, age) / 1000.0);
    out.record(SIZE, labels, newest.get().size());
  }

  private Optional<BasicFileAttributes> newest() throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    var found = new ArrayList<BasicFileAttributes>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : (Iterable<Path>) files::iterator) {
        found.add(Files.readAttributes(each, BasicFileAttributes.class));
      }
    }
    return newest(found);
  }

  private static Optional<BasicFileAttributes> newest(List<BasicFileAttributes> of) {
    return of.stream()
        .filter(BasicFileAttributes::isRegularFile)
        .max(Comparator.comparing(BasicFileAttributes::lastModifiedTime));
  }
}
