package dev.sonde.engine.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The other files that a configuration names: where they are looked for, and where it was looked.
/// Not safe for several threads.
public final class NamedFiles {
  private static final int MOST = 1000;

  private final Path folder;
  private final String prefix;
  private final List<Path> looked;

  private NamedFiles(Path folder, String prefix, List<Path> looked) {
    this.folder = folder;
    this.prefix = prefix;
    this.looked = looked;
  }

  /// Files named in one that lies in `folder`.
  ///
  /// @param prefix how messages name that folder: empty, or ending in `/`
  public static NamedFiles in(Path folder, String prefix) {
    return new NamedFiles(folder, prefix, new ArrayList<>());
  }

  /// For a configuration that names none.
  static NamedFiles none() {
    return in(Path.of(""), "");
  }

  /// Where it was looked so far, in vain too: files, and folders where a name had `*`.
  public List<Path> looked() {
    return List.copyOf(looked);
  }

  /// The file of this name; those that fit, sorted, when it has `*`.
  ///
  /// @throws IOException with a message that reads on after the name
  List<Found> find(String name) throws IOException {
    try {
      return find(name, folder.resolve(name));
    } catch (InvalidPathException _) {
      throw new IOException("is not the name of a file");
    }
  }

  private List<Found> find(String name, Path path) throws IOException {
    String last = String.valueOf(path.getFileName());
    String before = name.substring(0, name.lastIndexOf('/') + 1);
    String shown = Path.of(name).isAbsolute() ? before : prefix + before;
    if (before.indexOf('*') >= 0) {
      throw new IOException("has * in the name of a folder; only the last part may have it");
    }
    if (last.indexOf('*') >= 0) {
      return fitting(parent(path), last, shown);
    }
    looked.add(path);
    if (!Files.isRegularFile(path)) {
      throw new IOException(Files.exists(path) ? "is not a regular file" : "does not exist");
    }
    return List.of(found(path, shown));
  }

  private List<Found> fitting(Path parent, String pattern, String shown) throws IOException {
    looked.add(parent);
    List<Path> paths = new ArrayList<>();
    if (!Files.isDirectory(parent)) {
      throw new IOException("is in a folder that does not exist");
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, escaped(pattern))) {
      for (Path each : all) {
        paths.add(each);
        if (paths.size() > MOST) {
          throw new IOException("fits more than " + MOST + " files");
        }
      }
    }
    paths.sort(null);
    looked.addAll(paths);
    return paths.stream().map(path -> found(path, shown)).toList();
  }

  /// Only `*` has a meaning.
  private static String escaped(String pattern) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      out.append("?[]{}\\".indexOf(c) >= 0 ? "\\" : "").append(c);
    }
    return out.toString();
  }

  private Found found(Path path, String shown) {
    return new Found(path, shown + path.getFileName(), new NamedFiles(parent(path), shown, looked));
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? Path.of("") : parent;
  }

  /// A file.
  ///
  /// @param shown its name in messages
  /// @param beside where relative names in it begin
  record Found(Path path, String shown, NamedFiles beside) {
    Path folder() {
      return beside.folder;
    }
  }
}
