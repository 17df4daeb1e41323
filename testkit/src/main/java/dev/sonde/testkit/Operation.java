package dev.sonde.testkit;

/// What was asked of a [FaultyDisk].
///
/// @param kind what
/// @param name of the file, with the folders it lies in; of the folder, for its own sync
/// @param at the place in the file, or the size it is cut to
/// @param bytes how many
public record Operation(Kind kind, String name, long at, long bytes) {
  /// What can be asked, and can fail.
  public enum Kind {
    /// A look at a folder or a file's size.
    LOOK(false),
    /// A file is opened.
    OPEN(false),
    /// Bytes are read.
    READ(false),
    /// A file is made.
    CREATE(true),
    /// Bytes are written.
    WRITE(true),
    /// A file is cut off.
    TRUNCATE(true),
    /// A file's bytes are made durable.
    SYNC(true),
    /// A file gets another name.
    RENAME(true),
    /// A file goes.
    DELETE(true),
    /// A folder's names are made durable.
    SYNC_FOLDER(true);

    private final boolean changes;

    Kind(boolean changes) {
      this.changes = changes;
    }

    /// Does it change what is on the disk?
    public boolean changes() {
      return changes;
    }
  }
}
