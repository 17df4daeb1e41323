package dev.sonde.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// Reads files of the kernel under a root: a line at a time, never more than a megabyte of one.
/// What can't be read is empty.
final class KernelFiles {
  private static final int MOST_BYTES = 1 << 20;

  private final Path root;

  /// @param root where `proc` and `sys` are
  KernelFiles(Path root) {
    this.root = root;
  }

  List<String> lines(String file) {
    return lines(root.resolve(file));
  }

  List<String> lines(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII).lines().toList();
    } catch (IOException _) {
      return List.of(); // it is not there, and so is not measured
    }
  }

  /// The only line of a file; empty when there is none.
  String line(Path file) {
    List<String> lines = lines(file);
    return lines.isEmpty() ? "" : lines.getFirst().strip();
  }

  /// What lies in a folder and matches, by name.
  List<Path> list(String folder, String glob) {
    return list(root.resolve(folder), glob);
  }

  List<Path> list(Path folder, String glob) {
    var found = new ArrayList<Path>();
    try (var entries = Files.newDirectoryStream(folder, glob)) {
      entries.forEach(found::add);
    } catch (IOException | DirectoryIteratorException _) {
      return List.of(); // as above
    }
    found.sort(null);
    return found;
  }

  static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }
}
