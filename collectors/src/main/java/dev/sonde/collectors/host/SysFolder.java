package dev.sonde.collectors.host;

import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Text;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A folder of small files below `/sys`.
///
/// @param path where it is
/// @param room to read into
record SysFolder(Path path, Room room) {
  private static final int MOST_ENTRIES = 4096;
  private static final Comparator<String> BY_NUMBER =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  String name() {
    return String.valueOf(path.getFileName());
  }

  SysFolder folder(String name) {
    return new SysFolder(path.resolve(name), room);
  }

  KeptFile value(String name) {
    return KeptFile.value(path.resolve(name), room);
  }

  /// Names of what is in it, `temp2` before `temp10`; empty when it can't be listed.
  List<String> names() {
    var names = new ArrayList<String>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        if (names.size() < MOST_ENTRIES) {
          names.add(String.valueOf(entry.getFileName()));
        }
      }
    } catch (IOException | java.nio.file.DirectoryIteratorException | InvalidPathException e) {
      return List.of();
    }
    names.sort(BY_NUMBER);
    return names;
  }

  boolean has(String name) {
    return Files.exists(path.resolve(name));
  }

  /// The first line of a file without the space around it, empty when there is none.
  String text(String name) {
    try (FileChannel channel = FileChannel.open(path.resolve(name))) {
      Text text = room.value(channel);
      return text.line() && text.rest() ? text.string().strip() : "";
    } catch (IOException | InvalidPathException e) {
      return "";
    }
  }

  /// The name of what a link points at, empty when it is no link.
  String target(String name) {
    try {
      return String.valueOf(Files.readSymbolicLink(path.resolve(name)).getFileName());
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
