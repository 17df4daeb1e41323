package dev.sonde.journal;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.sonde.api.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A real folder. What fails says the path and what was tried.
///
/// An interrupt closes the system's handle of a file that is just in use; the file is opened again
/// and goes on, and the thread stays interrupted. Only a sync that an interrupt breaks off fails,
/// because nobody can tell how it went: a thread that writes should not be interrupted.
public final class LocalDisk implements Disk {
  private static final String OWNER_FOLDER = "rwx------";
  private static final String OWNER_FILE = "rw-------";

  private final Path folder;

  private LocalDisk(Path folder) {
    this.folder = folder;
  }

  /// Opens a folder; makes it, and those above it, durably and for its owner only when there is
  /// none.
  ///
  /// @throws NotDirectoryException when it is something else
  public static LocalDisk open(Path folder) throws IOException {
    var absolute = folder.toAbsolutePath().normalize();
    if (!Files.exists(absolute)) {
      make(absolute);
    }
    if (!Files.isDirectory(absolute)) {
      throw new NotDirectoryException(absolute.toString());
    }
    return new LocalDisk(absolute);
  }

  @Override
  public List<String> list() throws IOException {
    var names = new ArrayList<String>();
    try (var entries = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      entries.forEach(each -> names.add(String.valueOf(each.getFileName())));
    } catch (DirectoryIteratorException failure) {
      throw Failures.of("listing", folder, Objects.requireNonNull(failure.getCause()));
    } catch (IOException failure) {
      throw Failures.of("listing", folder, failure);
    }
    return names;
  }

  /// Throws when the folder itself is gone, which is not the same as a file that is not there.
  @Override
  public boolean has(String name) throws IOException {
    if (Files.isRegularFile(path(name))) {
      return true;
    }
    if (Files.isDirectory(folder)) {
      return false;
    }
    throw Failures.of("looking for " + name, folder, new NoSuchFileException(folder.toString()));
  }

  @Override
  public long size(String name) throws IOException {
    var path = path(name);
    try {
      return Files.size(path);
    } catch (IOException failure) {
      throw Failures.of("asking the size of", path, failure);
    }
  }

  @Override
  public File create(String name) throws IOException {
    var path = path(name);
    try {
      var options = EnumSet.of(CREATE_NEW, READ, WRITE);
      FileChannel.open(path, options, owner(path, OWNER_FILE)).close();
    } catch (IOException failure) {
      throw Failures.of("making", path, failure);
    }
    return LocalFile.open(path, Set.of(READ, WRITE));
  }

  @Override
  public File open(String name) throws IOException {
    return LocalFile.open(path(name), Set.of(READ, WRITE));
  }

  @Override
  public File read(String name) throws IOException {
    return LocalFile.open(path(name), Set.of(READ));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    var path = path(from);
    try {
      Files.move(path, path(to), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw Failures.of("renaming to " + to + " what was", path, failure);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    var path = path(name);
    try {
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      throw Failures.of("deleting", path, failure);
    }
  }

  @Override
  public void sync() throws IOException {
    sync(folder);
  }

  @Override
  public Disk folder(String name) throws IOException {
    return open(path(name));
  }

  @Override
  public Closeable lock(String name, String by) throws IOException {
    return LocalLock.take(path(name), by);
  }

  @Override
  public long free() throws IOException {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException failure) {
      throw Failures.of("asking for the room in", folder, failure);
    }
  }

  @Override
  public String where() {
    return folder.toString();
  }

  private Path path(String name) {
    return folder.resolve(FileName.checked(name));
  }

  private static void make(Path folder) throws IOException {
    var above = folder.getParent();
    if (above == null) {
      return;
    }
    if (!Files.exists(above)) {
      make(above);
    }
    try {
      Files.createDirectory(folder, owner(folder, OWNER_FOLDER));
    } catch (FileAlreadyExistsException meanwhile) {
      requireFolder(folder, meanwhile);
    } catch (IOException failure) {
      throw Failures.of("making the folder", folder, failure);
    }
    sync(above);
  }

  private static void requireFolder(Path folder, IOException otherwise) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw otherwise;
    }
  }

  /// Windows has no handle of a folder to sync, and needs none.
  private static void sync(Path folder) throws IOException {
    if (!isPosix(folder)) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try (var channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    } catch (IOException failure) {
      throw Failures.of("syncing the folder", folder, failure);
    } finally {
      LocalFile.restore(interrupted);
    }
  }

  private static FileAttribute<?>[] owner(Path path, String permissions) {
    if (!isPosix(path)) {
      return new FileAttribute<?>[0];
    }
    var set = PosixFilePermissions.fromString(permissions);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
