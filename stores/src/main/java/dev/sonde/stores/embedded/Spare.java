package dev.sonde.stores.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.sqlite.SQLiteConfig;

/// A file with a store in it that nobody uses: a copy on its way out or in.
///
/// @param name what messages call it
record Spare(Path file, String name) {
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD_BYTES = 100;
  private static final int PAGE_SIZE_AT = 16;
  private static final int PAGES_AT = 28;
  private static final int VERSION_AT = 60;
  private static final int CACHE_KIB = 1536;

  /// Can this program use what is in it, as far as its first bytes say?
  void requireKnown() throws IOException {
    ByteBuffer head = head();
    if (!head.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new IOException(name + " is no store: it is not a database of SQLite");
    }
    long pageBytes = head.getShort(PAGE_SIZE_AT) & 0xffff;
    long bytes = (pageBytes == 1 ? 1 << 16 : pageBytes) * (head.getInt(PAGES_AT) & 0xffff_ffffL);
    if (Files.size(file) < bytes) {
      throw new IOException(
          name + " is cut off: it has " + Files.size(file) + " of " + bytes + " bytes");
    }
    int version = head.getInt(VERSION_AT);
    if (version < 1 || version > Schema.VERSION) {
      throw new IOException(
          version < 1
              ? name + " is no store: it is a database of another program"
              : name
                  + " was written by a newer Sonde: its version is "
                  + version
                  + ", this one knows "
                  + Schema.VERSION
                  + "; use that one");
    }
  }

  private ByteBuffer head() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no such file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(HEAD_BYTES);
      return ByteBuffer.wrap(Arrays.copyOf(bytes, HEAD_BYTES));
    }
  }

  /// Makes one file of it, without a log, and looks whether it is whole.
  ///
  /// @return how many of its rows are not as they were written
  /// @throws IOException when it is not whole
  long check(Watcher watcher) throws IOException {
    try (Link link = open()) {
      link.run("PRAGMA journal_mode = DELETE");
      List<String> found = link.all(row -> Link.text(row, 1), "PRAGMA integrity_check(1)");
      if (!found.equals(List.of("ok"))) {
        String why = String.join(", ", found).replaceAll("\\s+", " ");
        throw new IOException(name + " is damaged: " + why);
      }
      long damaged = new Rows(link).damaged(watcher, Files.size(file));
      sync();
      return damaged;
    } catch (SQLException e) {
      throw new IOException(name + ": " + Database.trouble(e).getMessage(), e);
    }
  }

  /// The running number up to which it has an instance's samples; 0 when it has none.
  long upTo(UUID instance) throws IOException {
    try (Link link = open()) {
      return link.number(
          0, "SELECT max(upto) FROM cursor WHERE instance = ?", (Object) Marks.bytes(instance));
    } catch (SQLException e) {
      throw new IOException(name + ": " + Database.trouble(e).getMessage(), e);
    }
  }

  private void sync() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private Link open() throws SQLException {
    var config = new SQLiteConfig();
    config.setCacheSize(-CACHE_KIB);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    return new Link(config.createConnection("jdbc:sqlite:" + file.toAbsolutePath()));
  }
}
