package dev.sonde.server.door;

import dev.sonde.journal.LocalDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Where the keys of a Sonde lie: a file that only its owner can read.
///
/// @param file absolute
public record KeyPlace(Path file) {
  /// @throws IllegalArgumentException for a path that names no file
  public KeyPlace {
    file = file.toAbsolutePath().normalize();
    if (file.getFileName() == null) {
      throw new IllegalArgumentException(file + " is no file");
    }
  }

  /// Reads them; no keys where there is no file. Makes nothing.
  ///
  /// @throws DamagedKeysException for a file that holds something else
  public Keys read() throws IOException {
    try {
      Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException absent) {
      return Keys.NONE;
    }
    return open().read();
  }

  /// Changes them, durably. The folder is made when there is none, and the file belongs to whom the
  /// folder belongs.
  ///
  /// @param change throws [IllegalArgumentException] when it can't be
  /// @throws dev.sonde.api.Disk.TakenException when another process is about to change them
  /// @throws DamagedKeysException for a file that holds something else
  public Keys change(UnaryOperator<Keys> change) throws IOException {
    return open().change(change::apply, "process " + ProcessHandle.current().pid());
  }

  /// When each key was used last, in milliseconds since 1970, as far as that is known.
  public Map<String, Long> uses() throws IOException {
    return Files.exists(file.resolveSibling(usesName())) ? usesFile().read() : Map.of();
  }

  void keep(Map<String, Long> uses) throws IOException {
    usesFile().write(uses, name -> give(folder(), name));
  }

  /// Another text once the file is another one. Costs one look at the folder.
  String stamp() {
    try {
      var of = Files.readAttributes(file, BasicFileAttributes.class);
      return of.lastModifiedTime() + " " + of.size() + " " + of.fileKey();
    } catch (NoSuchFileException absent) {
      return "absent";
    } catch (IOException unreadable) {
      return "unreadable: " + unreadable.getMessage();
    }
  }

  private KeyFile open() throws IOException {
    return new KeyFile(LocalDisk.open(folder()), name(), made -> give(folder(), made));
  }

  private UsesFile usesFile() throws IOException {
    return new UsesFile(LocalDisk.open(folder()), usesName());
  }

  private Path folder() {
    return file.resolveSibling("");
  }

  private String name() {
    return String.valueOf(file.getFileName());
  }

  private String usesName() {
    return name() + ".used";
  }

  /// Root may have been asked to make a key for a service that is not root.
  private static void give(Path folder, String name) throws IOException {
    Path made = folder.resolve(name);
    UserPrincipal wanted = Files.getOwner(folder);
    if (!wanted.equals(Files.getOwner(made))) {
      Files.setOwner(made, wanted);
    }
  }
}
