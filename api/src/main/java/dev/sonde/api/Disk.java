package dev.sonde.api;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// A folder of files, injected wherever data is kept, so that tests can fill it, break it and pull
/// it away.
///
/// What is written is sure to survive a power cut only after a sync: a file's bytes after
/// [File#sync], a name that was made, renamed or deleted after [#sync]. Safe for many threads.
public interface Disk {
  /// The names of its files, in no order; no folders.
  List<String> list() throws IOException;

  /// Is there a file of this name?
  boolean has(String name) throws IOException;

  /// How many bytes it has.
  long size(String name) throws IOException;

  /// Makes a new, empty file.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException when there is one
  File create(String name) throws IOException;

  /// Opens a file for reading and writing.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  File open(String name) throws IOException;

  /// Opens a file for reading.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  File read(String name) throws IOException;

  /// Gives a file another name, in the place of what was there.
  void rename(String from, String to) throws IOException;

  /// Takes a file away; fine when there is none. Who has it open reads on.
  void delete(String name) throws IOException;

  /// Makes names durable.
  void sync() throws IOException;

  /// A folder in this one; made, durably, when there is none.
  Disk folder(String name) throws IOException;

  /// Takes a name that only one may hold at a time, among all processes. It is free again when it
  /// is closed, or when the process ends, however it ends. The file of this name belongs to the
  /// lock: it is not to be opened, renamed or deleted.
  ///
  /// @param by who takes it, for whoever comes second; one short line
  /// @throws TakenException when somebody has it, this process included
  Closeable lock(String name, String by) throws IOException;

  /// Bytes that could still be written.
  long free() throws IOException;

  /// Where it is, for people.
  String where();

  /// Somebody has the lock.
  final class TakenException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String by;

    /// @param by who has it, in its own words; empty when it did not say
    public TakenException(String by) {
      super(by.isEmpty() ? "taken" : "taken by " + by);
      this.by = by;
    }

    /// Who has it, in its own words; empty when it did not say.
    public String by() {
      return by;
    }
  }

  /// An open file. Positions are bytes from its beginning. Each is used by one thread at a time.
  interface File extends Closeable {
    /// Reads from a place into the buffer's remaining room, as much as there is.
    ///
    /// @return bytes read, less than the room only at the end of the file
    int read(ByteBuffer into, long at) throws IOException;

    /// Writes all the buffer's remaining bytes to a place. When it throws, some may be written.
    void write(ByteBuffer from, long at) throws IOException;

    /// Makes what was written durable.
    void sync() throws IOException;

    /// Cuts the file off.
    void truncate(long size) throws IOException;

    /// How many bytes it has.
    long size() throws IOException;

    @Override
    void close() throws IOException;
  }
}
