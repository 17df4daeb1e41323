package dev.sonde.collectors.discovery.file;

import dev.sonde.api.Glob;
import java.nio.file.Path;
import java.util.Set;

/// Which files are read: a path, or one with `*` in its last part.
///
/// @param text as configured
record FilePattern(String text) {
  private static final Set<String> ENDS =
      Set.of(".json", ".yml", ".yaml", ".JSON", ".YML", ".YAML");

  FilePattern {
    int name = text.lastIndexOf('/') + 1;
    int end = text.lastIndexOf('.');
    if (end < name || !ENDS.contains(text.substring(end))) {
      throw new IllegalArgumentException(
          "is not a path of target files; it has to end in .json, .yml or .yaml");
    }
    int star = text.indexOf('*');
    if (star >= 0 && star < name) {
      throw new IllegalArgumentException("has a * in a folder; it may stand in the last part only");
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("has a character that no path can have");
    }
  }

  boolean many() {
    return text.indexOf('*') >= 0;
  }

  /// The file, when it is one.
  Path file(Path directory) {
    return in(directory, text);
  }

  /// Where the files are, when they are many.
  Path folder(Path directory) {
    return in(directory, text.substring(0, name()));
  }

  /// What the last part of a path has to match.
  Glob names() {
    return new Glob(text.substring(name()).replace("\\", "\\\\").replace("?", "\\?"));
  }

  private int name() {
    return text.lastIndexOf('/') + 1;
  }

  private static Path in(Path directory, String text) {
    Path path = Path.of(text);
    return path.isAbsolute() ? path : directory.resolve(path).normalize();
  }
}
