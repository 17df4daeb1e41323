package dev.sonde.stores.embedded;

import dev.sonde.api.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A backup on its way into a store's folder: copied, checked, then put in the place of what is
/// there. No Sonde may have the folder meanwhile. For one thread; closing takes the copy away that
/// was not put in place.
public final class Restoring implements AutoCloseable {
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS");
  private static final List<String> SUFFIXES = List.of("", "-wal");
  private static final List<String> LEFT_OVER = List.of("", "-wal", "-shm", "-journal");
  private static final int PIECE = 1 << 20;

  private final Path folder;
  private final Spare copy;
  private long damaged;

  private Restoring(Path folder, String name) {
    this.folder = folder;
    this.copy = new Spare(folder.resolve(Database.FILE + ".restoring"), name);
  }

  /// Copies a backup, and looks whether the copy is whole and of a version that is known.
  ///
  /// @param folder the store's; made when there is none
  public static Restoring of(Path backup, Path folder, Watcher watcher)
      throws IOException, InterruptedException {
    new Spare(backup, backup.toString()).requireKnown();
    Database.make(folder);
    var restoring = new Restoring(folder, backup.toString());
    boolean done = false;
    try {
      restoring.copy(backup, watcher);
      NativeLibrary.prepare(folder.resolve("native"));
      restoring.damaged = restoring.copy.check(watcher);
      done = true;
      return restoring;
    } finally {
      if (!done) {
        restoring.close();
      }
    }
  }

  /// Files that may be half written while this is at work.
  public static List<Path> unfinished(Path folder) {
    return LEFT_OVER.stream()
        .map(each -> folder.resolve(Database.FILE + ".restoring" + each))
        .toList();
  }

  /// How many of its rows are not as they were once written; queries leave them out.
  public long damaged() {
    return damaged;
  }

  /// The running number up to which it has an instance's samples; 0 when it has none.
  public long upTo(UUID instance) throws IOException {
    return copy.upTo(instance);
  }

  /// Puts it in place, durably.
  ///
  /// @return what was there before, under its new name
  public Optional<Path> commit(Time time) throws IOException {
    Path file = folder.resolve(Database.FILE);
    String aside =
        Database.FILE
            + ".replaced-"
            + NAME.format(Instant.ofEpochMilli(time.wallMillis()).atOffset(ZoneOffset.UTC));
    var moved = new ArrayList<Path>();
    for (String each : List.of("-shm", "-wal", "")) {
      Path from = folder.resolve(Database.FILE + each);
      if (Files.exists(from)) {
        moved.add(Files.move(from, folder.resolve(aside + each)));
      }
    }
    Files.move(copy.file(), file, StandardCopyOption.ATOMIC_MOVE);
    Database.sync(folder);
    return moved.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(aside));
  }

  /// Takes away what was replaced.
  public static void discard(Path replaced) throws IOException {
    for (String each : LEFT_OVER) {
      Files.deleteIfExists(replaced.resolveSibling(replaced.getFileName() + each));
    }
  }

  private void copy(Path backup, Watcher watcher) throws IOException, InterruptedException {
    close();
    long total = 0;
    for (String each : SUFFIXES) {
      Path from = backup.resolveSibling(backup.getFileName() + each);
      total += Files.exists(from) ? Files.size(from) : 0;
    }
    requireRoom(total);
    long done = 0;
    for (String each : SUFFIXES) {
      Path from = backup.resolveSibling(backup.getFileName() + each);
      if (Files.exists(from)) {
        Path to = copy.file().resolveSibling(copy.file().getFileName() + each);
        done = copy(from, to, done, total, watcher);
      }
    }
  }

  private void requireRoom(long total) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < total) {
      throw new IOException(
          "the backup takes " + total + " bytes and there are " + free + " free in " + folder);
    }
  }

  private long copy(Path from, Path to, long before, long total, Watcher watcher)
      throws IOException, InterruptedException {
    long done = before;
    var piece = ByteBuffer.allocate(PIECE);
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      belongsTo(to, Files.getOwner(folder));
      while (in.read(piece) >= 0) {
        piece.flip();
        while (piece.hasRemaining()) {
          done += out.write(piece);
        }
        piece.clear();
        watcher.seen(Watcher.Phase.COPY, done, total);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      out.force(true);
    }
    return done;
  }

  /// Who puts a backup in place is often not the user who reads it.
  private static void belongsTo(Path file, UserPrincipal owner) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    if (!Files.getOwner(file).equals(owner)) {
      Files.setOwner(file, owner);
    }
  }

  @Override
  public void close() throws IOException {
    for (Path each : unfinished(folder)) {
      Files.deleteIfExists(each);
    }
  }
}
