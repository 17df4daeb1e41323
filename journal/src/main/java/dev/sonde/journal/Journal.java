package dev.sonde.journal;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Disk;
import dev.sonde.api.Family;
import dev.sonde.api.Intake;
import dev.sonde.api.Note;
import dev.sonde.api.Notes;
import dev.sonde.api.Origin;
import java.io.Closeable;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log on disk. What it accepts is safe, and stays until every destination has it.
///
/// Opened once for a folder and closed once. All methods may be called from any thread.
public final class Journal implements Intake, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");
  private static final Duration END = Duration.ofSeconds(10);

  private final Disk disk;
  private final Closeable lock;
  private final JournalContext context;
  private final UUID instance;
  private final boolean durable;
  private final JournalCounts counts = new JournalCounts();
  private final Cursors cursors;
  private final Marks marks;
  private final Notebook notebook = new Notebook();
  private final Log log;
  private final Damages damages;
  private final Door door;
  private final Bounds bounds;
  private final Writer writer;
  private final Thread thread;

  private Journal(
      Disk disk, Closeable lock, JournalConfig config, JournalContext context, Cursors cursors)
      throws IOException {
    var random = new SecureRandom();
    var marks = new Marks();
    this.disk = disk;
    this.lock = lock;
    this.context = context;
    this.durable = !(disk instanceof MemoryDisk);
    this.instance = Identity.of(disk, context.machineId(), UUID::randomUUID).instance();
    this.cursors = cursors;
    cursors.load();
    Recovery found = Recovery.of(disk, marks, notebook);
    marks.confirmAll();
    this.marks = marks;
    long head = Math.max(found.head(), cursors.highest());
    this.log = new Log(disk, new Tail(config.tailBytes()), found.segments(), head);
    this.damages = new Damages(disk, counts);
    this.door = new Door(context.time(), counts);
    this.bounds = new Bounds(log, cursors, context.time(), config);
    this.writer =
        new Writer(
            log,
            door,
            bounds,
            marks,
            notebook,
            damages,
            counts,
            context,
            random::nextLong,
            instance,
            new SegmentEncoder(context.indexes()),
            config,
            found.nextSequence());
    this.thread = Thread.ofPlatform().name("sonde-journal").daemon().start(writer);
  }

  /// Opens the journal in a folder, or makes one. Damage never keeps it from opening: what can't be
  /// read is set aside, counted and logged. Begins a new epoch. Reads the heads of its files and
  /// the last of them, so a large backlog costs nothing.
  ///
  /// @throws IOException when the folder can't be written; when another process has it,
  ///   [FolderTakenException]
  public static Journal open(Disk disk, JournalConfig config, JournalContext context)
      throws IOException {
    Closeable lock = FolderLock.take(disk);
    var cursors = new Cursors(disk, context.time());
    try {
      return new Journal(disk, lock, config, context, cursors);
    } catch (IOException | RuntimeException failed) {
      release(cursors);
      release(lock);
      throw failed;
    }
  }

  /// Random, made with the folder: who accepted the samples.
  public UUID instance() {
    return instance;
  }

  /// Random, of this start.
  public long epoch() {
    return writer.epoch();
  }

  /// The number after the last sample of another Sonde's epoch that is safe here; 0 when there is
  /// none.
  public long holds(UUID sender, long senderEpoch) {
    return marks.end(sender, senderEpoch);
  }

  /// A batch without samples is nothing, unless another Sonde sent it: then it is remembered that
  /// it came.
  @Override
  public Appended append(Batch batch, Origin origin) {
    return append(batch, origin, List.of());
  }

  @Override
  public Appended append(Batch batch, Origin origin, List<Note> notes) {
    return batch.isEmpty() && notes.isEmpty() && !(origin instanceof Origin.Sender)
        ? Appended.ACCEPTED
        : door.append(batch, origin, notes);
  }

  /// What was noted with the batches that are safe, by this start and those before.
  public Notes notes() {
    return notebook;
  }

  @Override
  public void describe(Family family) {
    writer.describe(family);
  }

  /// Opens a destination, with the cursor it had or a new one.
  ///
  /// @param name unique; letters, digits and a few signs, at most 100
  /// @param required does it hold up `when_full: refuse`? One that is not loses its oldest instead
  /// @throws IllegalStateException when it is open already
  public Destination destination(String name, StartAt startAt, boolean required)
      throws IOException {
    long oldest = log.oldestNumber();
    Cursor cursor =
        cursors.open(name, instance, oldest, startAt == StartAt.OLDEST ? oldest : log.head());
    cursor.hold(required);
    try {
      cursor.skip(oldest, "journal_full");
      var letters = new DeadLetters(disk, name, context.time());
      letters.load();
      return new Destination(log, cursor, damages, context.indexes(), letters, instance);
    } catch (IOException | RuntimeException failed) {
      cursor.release();
      throw failed;
    }
  }

  /// Says which destinations are configured. The cursor of any other is kept for 24 hours, during
  /// which it holds no data back, and forgotten then.
  public void retain(Collection<String> names) {
    cursors.retain(names);
  }

  /// Other bounds and another way to sync, from now on.
  public void configure(JournalConfig config) {
    writer.configure(config);
  }

  /// How it is doing. Waits for nothing.
  public JournalStatus status() {
    return counts.status(durable, log, bounds.maxBytes());
  }

  /// How many segments hold on to what their ids mean: the one being written.
  long dictionaries() {
    return log.segments().stream().filter(each -> each.dictionary() != null).count();
  }

  /// Syncs what was written and lets go of the folder. Appends are refused from now on.
  @Override
  public void close() {
    door.close();
    try {
      if (!thread.join(END)) {
        LOG.error("the disk does not answer: the journal is left as it is");
        return;
      }
      release(cursors);
      release(lock);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void release(Closeable each) {
    try {
      each.close();
    } catch (IOException failed) {
      LOG.warn("the journal could not be closed well: {}", failed.getMessage());
    }
  }
}
