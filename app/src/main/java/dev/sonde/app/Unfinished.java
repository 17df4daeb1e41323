package dev.sonde.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files that are of no use before they have their last name: taken away when the work fails, and
/// when the process is told to end.
final class Unfinished implements AutoCloseable {
  private final List<Path> files;
  private final Thread atTheEnd = new Thread(this::delete, "unfinished");

  Unfinished(List<Path> files) {
    this.files = List.copyOf(files);
    Runtime.getRuntime().addShutdownHook(atTheEnd);
  }

  /// What SQLite may leave of a file, too.
  static Unfinished of(Path file) {
    String name = String.valueOf(file.getFileName());
    return new Unfinished(List.of(file, file.resolveSibling(name + "-journal")));
  }

  private void delete() {
    try {
      for (Path each : files) {
        Files.deleteIfExists(each);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atTheEnd);
    } catch (IllegalStateException _) {
      return; // the process ends, and the hook is at work
    }
    delete();
  }
}
