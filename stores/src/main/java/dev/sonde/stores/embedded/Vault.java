package dev.sonde.stores.embedded;

import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file with its one writer and its readers: opens it when it is first needed, and sets it
/// aside when it is damaged beyond what [Checkup] can mend. Safe for many threads.
///
/// # Implementation notes
///
/// A transaction that was left behind, because the disk hung, must never commit later: what it
/// writes may have been overwritten meanwhile. So there is one ticket for each; it is taken either
/// to commit or to leave the transaction behind.
///
/// There is one writer, and yet others take SQLite's lock for writing: a reader who finds the head
/// of the log's index just being written, which happens when he looks while the writer commits,
/// takes that lock for a moment to look again. SQLite waits for a lock only on behalf of one who
/// has none yet, so a transaction claims its own before it reads.
final class Vault {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.stores.embedded");
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS");
  private static final String DAMAGED = Pattern.quote(Database.FILE) + "\\.damaged-[0-9T]+";
  private static final int MOST_DAMAGED = 2;
  private static final long PATIENCE_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");

  private final boolean reading;
  private final Database database;
  private final Time time;
  private final Calls calls;
  private final Readers readers;
  private final Intake intake = new Intake(SeriesTable.MOST);
  private final ReentrantLock lock = new ReentrantLock(true);
  private final AtomicLong damages = new AtomicLong();
  private final AtomicLong generation = new AtomicLong();
  private final ReentrantLock keeping = new ReentrantLock();
  private volatile @Nullable Link writer;
  private @Nullable Link keeper;
  private volatile boolean closed;
  private boolean swept;
  private final AtomicBoolean stuck = new AtomicBoolean();
  private volatile Optional<Long> looked = Optional.empty();

  Vault(Path folder, Time time, Surroundings surroundings) {
    this(folder, time, surroundings, false);
  }

  /// One that only hands out leases, of a file that is there: another process may be writing it.
  static Vault reading(Path folder, Time time, Surroundings surroundings) {
    return new Vault(folder, time, surroundings, true);
  }

  private Vault(Path folder, Time time, Surroundings surroundings, boolean reading) {
    this.reading = reading;
    this.database = new Database(folder);
    this.time = time;
    this.calls = new Calls(surroundings.blocking());
    this.readers = new Readers(database, calls);
  }

  /// Something that changes the file, whole or not at all.
  interface Work<T> {
    T on(Link link, Intake intake) throws SQLException, IOException;
  }

  Calls calls() {
    return calls;
  }

  /// A file in the same folder.
  Path beside(String name) {
    return database.file().resolveSibling(name);
  }

  /// Counts files: what was known of one does not hold for the next.
  long generation() {
    return generation.get();
  }

  <T> T write(String what, Work<T> work) throws IOException, InterruptedException {
    var ticket = new AtomicBoolean();
    boolean done = false;
    try {
      T result = calls.call(what, () -> locked(() -> transaction(work, ticket)));
      done = true;
      return result;
    } finally {
      if (!done) {
        ticket.set(true);
      }
    }
  }

  private interface Guarded<T> {
    T run() throws IOException, SQLException;
  }

  private <T> T locked(Guarded<T> work) throws IOException, SQLException, InterruptedException {
    if (!lock.tryLock(Calls.LIMIT.toSeconds() / 2, TimeUnit.SECONDS)) {
      throw new IOException("the store is busy");
    }
    try {
      return work.run();
    } catch (SQLException e) {
      throw setAsideIfDamaged(Database.trouble(e));
    } finally {
      lock.unlock();
    }
  }

  private <T> T transaction(Work<T> work, AtomicBoolean ticket) throws IOException, SQLException {
    Link link = writer();
    boolean done = false;
    try {
      link.claim();
      T result = work.on(link, intake);
      if (!ticket.compareAndSet(false, true)) {
        throw new IOException("it took too long and was given up");
      }
      link.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        undo(link);
      }
    }
  }

  private void undo(Link link) {
    try {
      link.rollback();
      intake.forget(link);
      link.commit();
    } catch (SQLException e) {
      LOG.debug("a transaction could not be taken back; the file is opened anew", e);
      shut();
    }
  }

  private Link writer() throws IOException, SQLException {
    if (closed) {
      throw new IOException("the store is closed");
    }
    Link known = writer;
    if (known != null) {
      return known;
    }
    if (!swept) {
      swept = true;
      Files.deleteIfExists(beside(Piles.FILE));
    }
    Link made;
    try {
      made = opened();
    } catch (SQLException e) {
      if (!(Database.trouble(e) instanceof DamagedFileException damage)) {
        throw e;
      }
      setAside(damage);
      made = opened();
    }
    writer = made;
    return made;
  }

  private Link opened() throws IOException, SQLException {
    Link link = database.writer();
    boolean done = false;
    try {
      intake.forget(link);
      link.commit();
      done = true;
      return link;
    } finally {
      if (!done) {
        link.close();
      }
    }
  }

  private IOException setAsideIfDamaged(IOException trouble) throws IOException {
    if (trouble instanceof DamagedFileException damage) {
      if (looked.isPresent() && time.nanos() - looked.get() < PATIENCE_NANOS) {
        setAside(damage);
      } else {
        stuck.set(true);
        shut();
      }
    }
    return trouble;
  }

  /// Could something not be written because of damage, since this was asked last?
  boolean isStuck() {
    return stuck.getAndSet(false);
  }

  /// What could be mended is: if something still can't be written soon, nothing helps.
  void lookedThrough() {
    looked = Optional.of(time.nanos());
  }

  /// Begins a new file. What is in the other one can be read with SQLite's own tools.
  void setAside(IOException why) throws IOException {
    lock.lock();
    try {
      shut();
      readers.revoke();
      generation.incrementAndGet();
      String name =
          Database.FILE
              + ".damaged-"
              + NAME.format(Instant.ofEpochMilli(time.wallMillis()).atOffset(ZoneOffset.UTC));
      Path file = database.file();
      for (String each : SUFFIXES) {
        Path from = file.resolveSibling(Database.FILE + each);
        if (Files.exists(from)) {
          Files.move(from, file.resolveSibling(name + each));
        }
      }
      LOG.error(
          "the history in {} is damaged ({}); it is kept as {} and a new one begins; delete it when"
              + " you do not need it",
          file,
          why.getMessage(),
          name);
      looked = Optional.empty();
      stuck.set(false);
      deleteOldest(file.toAbsolutePath().getParent());
    } finally {
      lock.unlock();
    }
  }

  private static void deleteOldest(@Nullable Path folder) throws IOException {
    if (folder == null) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(each -> name(each).matches(DAMAGED)).sorted().toList();
    }
    for (Path each : files.subList(0, Math.max(0, files.size() - MOST_DAMAGED))) {
      for (String suffix : SUFFIXES) {
        Files.deleteIfExists(each.resolveSibling(name(each) + suffix));
      }
      LOG.warn("{} is deleted; of damaged files the newest {} are kept", name(each), MOST_DAMAGED);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private void shut() {
    keeping.lock();
    try {
      closeKeeper();
    } finally {
      keeping.unlock();
    }
    Link known = writer;
    writer = null;
    close(known);
  }

  private void closeKeeper() {
    Link known = keeper;
    keeper = null;
    close(known);
  }

  private static void close(@Nullable Link known) {
    if (known != null) {
      try {
        known.close();
      } catch (SQLException e) {
        LOG.debug("the file could not be closed", e);
      }
    }
  }

  /// For a query; the file is there from then on.
  Lease lease() throws IOException, InterruptedException {
    if (closed) {
      throw new IOException("the store is closed");
    }
    open();
    return readers.lease();
  }

  private void open() throws IOException, InterruptedException {
    if (writer == null && !reading) {
      write("open the store", (_, _) -> true);
    }
  }

  /// Does something beside the writer and outside a transaction.
  <T> T keep(String what, Link.Work<T> work) throws IOException, InterruptedException {
    open();
    try {
      return calls.call(what, () -> kept(work));
    } catch (DamagedFileException e) {
      readers.suspect();
      throw e;
    }
  }

  private <T> T kept(Link.Work<T> work) throws SQLException, IOException, InterruptedException {
    if (!keeping.tryLock(Calls.LIMIT.toSeconds() / 2, TimeUnit.SECONDS)) {
      throw new IOException("the store is busy");
    }
    boolean done = false;
    try {
      T result = work.on(keeper());
      done = true;
      return result;
    } finally {
      if (!done) {
        closeKeeper();
      }
      keeping.unlock();
    }
  }

  private Link keeper() throws SQLException, IOException {
    if (closed) {
      throw new IOException("the store is closed");
    }
    Link known = keeper;
    Link made = known == null ? database.keeper() : known;
    keeper = made;
    return made;
  }

  boolean isSuspicious() {
    return readers.isSuspicious();
  }

  /// Something is not as it was written, and is left out.
  void note(String where, Damage damage) {
    long count = damages.incrementAndGet();
    if (Long.bitCount(count) == 1) {
      LOG.warn(
          "damaged and left out: {}: {}; {} such places since the start",
          where,
          damage.getMessage(),
          count);
    }
  }

  /// How often that was.
  long damages() {
    return damages.get();
  }

  void close() {
    closed = true;
    readers.close();
    try {
      calls.call(
          "close the store",
          () -> {
            if (lock.tryLock(Calls.LIMIT.toSeconds() / 2, TimeUnit.SECONDS)) {
              try {
                shut();
              } finally {
                lock.unlock();
              }
            }
            return true;
          });
    } catch (IOException e) {
      LOG.warn("closing the store failed: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
