package dev.sonde.server.door;

import dev.sonde.api.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The file of keys in a folder: there as a whole, before a change or after it, whatever happens
/// meanwhile.
final class KeyFile {
  /// Gives a new file to whom it should belong, before it takes its place.
  @FunctionalInterface
  interface Owner {
    void give(String name) throws IOException;
  }

  /// What is to become of the keys.
  @FunctionalInterface
  interface Change {
    /// @throws IllegalArgumentException when that can't be, with a message for people
    Keys of(Keys before);
  }

  private final Disk disk;
  private final String name;
  private final Owner owner;

  KeyFile(Disk disk, String name, Owner owner) {
    this.disk = disk;
    this.name = name;
    this.owner = owner;
  }

  /// No keys where there is no file.
  ///
  /// @throws DamagedKeysException for a file that holds something else
  Keys read() throws IOException {
    if (!disk.has(name)) {
      return Keys.NONE;
    }
    try (Disk.File file = disk.read(name)) {
      if (file.size() > KeysReader.MOST_BYTES) {
        throw new DamagedKeysException("it is longer than " + KeysReader.MOST_BYTES + " bytes");
      }
      ByteBuffer all = ByteBuffer.allocate((int) file.size());
      file.read(all, 0);
      return KeysReader.read(Arrays.copyOf(all.array(), all.position()));
    }
  }

  /// Changes them; durable once this returns. One process at a time.
  ///
  /// @throws Disk.TakenException when another one is about to
  Keys change(Change change, String by) throws IOException {
    String lock = name + ".lock";
    try (Closeable _ = disk.lock(lock, by)) {
      owner.give(lock);
      Keys after = change.of(read());
      write(after);
      return after;
    }
  }

  private void write(Keys keys) throws IOException {
    String fresh = name + ".new";
    disk.delete(fresh);
    try (Disk.File file = disk.create(fresh)) {
      file.write(ByteBuffer.wrap(KeysWriter.write(keys)), 0);
      file.sync();
    }
    owner.give(fresh);
    disk.sync();
    disk.rename(fresh, name);
    disk.sync();
  }
}
