package dev.sonde.collectors.discovery.file;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/// What a look at a path showed.
///
/// @param stamp another one, another content; null when it is no file
record Sighting(Path path, @Nullable Stamp stamp) {

  static Sighting of(Path path, BasicFileAttributes seen) {
    return new Sighting(
        path,
        seen.isRegularFile()
            ? new Stamp(seen.lastModifiedTime(), seen.size(), seen.fileKey())
            : null);
  }

  /// Tells whether a file has changed without reading it.
  ///
  /// @param key of the file behind the name, where the system has one
  record Stamp(FileTime modified, long size, @Nullable Object key) {}
}
