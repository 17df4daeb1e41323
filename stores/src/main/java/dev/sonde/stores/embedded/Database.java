package dev.sonde.stores.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The file, and how it is opened.
///
/// # Implementation notes
///
/// The log beside the file (WAL) is synced when it is moved into the file, not at each commit: the
/// journal keeps what has not been synced. Pages of 8 KiB hold three or four chunks with little
/// waste. The caches of all connections together stay below 4 MiB.
final class Database {
  static final String FILE = "history.db";
  static final int PAGE_BYTES = 8192;

  private static final int WRITER_CACHE_KIB = 1536;
  private static final int READER_CACHE_KIB = 768;
  private static final int PATIENCE_MILLIS = 10_000;

  /// In this order: once there is a log, the size of pages stands.
  private static final String[] WRITING = {
    "PRAGMA page_size = " + PAGE_BYTES,
    "PRAGMA journal_mode = WAL",
    "PRAGMA journal_size_limit = " + (16 << 20),
    "PRAGMA wal_autocheckpoint = 0",
  };

  private static final int LOW_BYTE = 0xff;

  private final Path folder;

  Database(Path folder) {
    this.folder = folder;
  }

  Path file() {
    return folder.resolve(FILE);
  }

  Path folder() {
    return folder;
  }

  /// Makes the folder, for its owner only, and what is in it.
  Link writer() throws IOException, SQLException {
    make(folder);
    NativeLibrary.prepare(folder.resolve("native"));
    SQLiteConfig config = config(WRITER_CACHE_KIB);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    return prepared(connect(config));
  }

  private static Link prepared(Connection connection) throws SQLException {
    Link link = new Link(connection);
    boolean done = false;
    try {
      for (String each : WRITING) {
        link.run(each);
      }
      Schema.make(link);
      connection.setAutoCommit(false);
      done = true;
      return link;
    } finally {
      if (!done) {
        link.close();
      }
    }
  }

  /// Makes a folder where there is none.
  static void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder);
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /// Makes the names in a folder durable.
  static void sync(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /// For what is done beside the writer and outside a transaction.
  Link keeper() throws SQLException {
    SQLiteConfig config = config(READER_CACHE_KIB);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    Link link = new Link(connect(config));
    link.run("PRAGMA wal_autocheckpoint = 0");
    return link;
  }

  /// Moves what is in the log into the file itself, so that it survives a power cut.
  ///
  /// @return whether that was everything
  static boolean checkpoint(Link keeper) throws SQLException {
    return keeper
        .all(
            row -> row.getInt(1) == 0 && row.getInt(2) == row.getInt(3),
            "PRAGMA wal_checkpoint(PASSIVE)")
        .getFirst();
  }

  /// Sees the file as it was when it first read, until it rolls back.
  Link reader() throws SQLException {
    SQLiteConfig config = config(READER_CACHE_KIB);
    config.setReadOnly(true);
    Connection connection = connect(config);
    connection.setAutoCommit(false);
    return new Link(connection);
  }

  private static SQLiteConfig config(int cacheKib) {
    var config = new SQLiteConfig();
    config.setCacheSize(-cacheKib);
    config.setBusyTimeout(PATIENCE_MILLIS);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return config;
  }

  private Connection connect(SQLiteConfig config) throws SQLException {
    return config.createConnection("jdbc:sqlite:" + file().toAbsolutePath());
  }

  /// What went wrong, as those outside know it.
  static IOException trouble(SQLException e) {
    if (e instanceof SQLiteException sqlite && isDamage(sqlite.getResultCode())) {
      return new DamagedFileException("the file is damaged: " + e.getMessage(), e);
    }
    return new IOException(e.getMessage(), e);
  }

  private static boolean isDamage(SQLiteErrorCode code) {
    int kind = code.code & LOW_BYTE;
    return kind == SQLiteErrorCode.SQLITE_CORRUPT.code
        || kind == SQLiteErrorCode.SQLITE_NOTADB.code;
  }
}
