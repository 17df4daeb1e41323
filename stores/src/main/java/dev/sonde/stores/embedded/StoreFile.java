package dev.sonde.stores.embedded;

import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.store.History;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A store's file on this machine, for people and their tools. Changes nothing in it, so it works
/// beside the Sonde that writes it. For one thread; only the history is safe for many.
public final class StoreFile implements AutoCloseable {
  private final Database database;
  private final Vault vault;
  private final EmbeddedHistory history;

  /// The file of a store. Touches nothing yet.
  ///
  /// @param folder the store's
  public StoreFile(EmbeddedConfig config, Path folder, Time time, Surroundings surroundings) {
    this.database = new Database(folder);
    this.vault = Vault.reading(folder, time, surroundings);
    this.history = new EmbeddedHistory(config, time, vault);
  }

  /// Where it is.
  public Path path() {
    return database.file();
  }

  /// Is it there?
  public boolean exists() {
    return Files.isRegularFile(path());
  }

  /// What it holds.
  public StoreSummary look() throws IOException {
    try (Link link = reader()) {
      return new Look(link, database.file(), setAside()).summary();
    } catch (SQLException e) {
      throw Database.trouble(e);
    }
  }

  private List<Path> setAside() throws IOException {
    var found = new ArrayList<Path>();
    Path folder = database.folder();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(folder, Database.FILE + ".damaged-*[0-9]")) {
      all.forEach(found::add);
    }
    return found.stream().sorted().toList();
  }

  /// Answers questions while another process may be writing.
  public History history() throws IOException {
    prepare();
    return history;
  }

  /// Writes what is there now to another file, as one whole: samples, and how far it has whose. It
  /// is synced and checked when this returns; what is left when it throws is of no use.
  ///
  /// # Implementation notes
  ///
  /// SQLite copies within one read transaction, which a writer in WAL mode does not notice. Of its
  /// two ways, `VACUUM INTO` and the backup interface, the first leaves free pages out and costs no
  /// more: 133 MB, 20 MB of them free, in 0.37 s against 0.32 s, 0.15 s of CPU against 0.17 s.
  ///
  /// @return how many rows of the copy are not as they were once written
  public long copyTo(Path copy, Watcher watcher) throws IOException, InterruptedException {
    try (Link link = reader()) {
      new Copying(link, copy, watcher).run();
    } catch (SQLException e) {
      throw Database.trouble(e);
    }
    return new Spare(copy, "the copy of " + path()).check(watcher);
  }

  private Link reader() throws IOException, SQLException {
    prepare();
    return database.reader();
  }

  private void prepare() throws IOException {
    if (!exists()) {
      throw new NoSuchFileException(path().toString(), null, "there is no store yet");
    }
    NativeLibrary.prepare(database.folder().resolve("native"));
  }

  /// Ends what still runs.
  @Override
  public void close() {
    vault.close();
  }
}
