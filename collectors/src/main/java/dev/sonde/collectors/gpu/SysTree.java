package dev.sonde.collectors.gpu;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Looks around in folders below `/sys`.
final class SysTree {
  private static final int MOST_ENTRIES = 1024;
  private static final Comparator<Path> BY_NUMBER =
      Comparator.<Path>comparingInt(path -> path.toString().length()).thenComparing(Path::toString);

  private SysTree() {}

  /// What is in a folder and has such a name, `card2` before `card10`; empty when it can't be
  /// listed.
  static List<Path> named(Path folder, Pattern name) {
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path each : entries) {
        if (found.size() < MOST_ENTRIES && name.matcher(each.getFileName().toString()).matches()) {
          found.add(each);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    found.sort(BY_NUMBER);
    return found;
  }

  /// The first line of a file, empty when it can't be read.
  static String text(Path path) {
    try (var file = new SysFile(path, SysFile.room())) {
      return file.text();
    }
  }

  /// The name of what a link points at, empty when it is none.
  static String target(Path link) {
    try {
      return String.valueOf(Files.readSymbolicLink(link).getFileName());
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
