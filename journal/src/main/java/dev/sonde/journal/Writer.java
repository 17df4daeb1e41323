package dev.sonde.journal;

import dev.sonde.api.Appended;
import dev.sonde.api.BatchId;
import dev.sonde.api.Family;
import dev.sonde.api.Origin;
import dev.sonde.api.Time;
import dev.sonde.journal.JournalConfig.Sync;
import dev.sonde.wire.columns.Payload;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes the log.
///
/// # Implementation notes
///
/// Each turn takes the appends that wait, writes them as one group and syncs once. A failed write
/// or sync is never tried again on that file: those who wait are refused, the file ends at its last
/// sync, and the next append begins another. So a refused append never comes back to life, and a
/// disk that heals is used again by itself.
///
/// Under `interval` an append is answered when it is written. If its sync then fails, its running
/// numbers stay used: the gap is an exact loss, counted for each destination.
///
/// A file whose name is gone takes writes and syncs as before, and none of it is there after a
/// restart. So the name is looked at once a second: while it is gone nothing is taken, and when it
/// is back (a mount) the file is used again.
final class Writer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");
  private static final int GROUP_BYTES = 768 << 10;
  private static final int MOST_DESCRIBED = 1 << 20;
  private static final int BYTES_PER_ROW = 12;
  private static final int BYTES_PER_EXTRA = 100;
  private static final long HOUSEKEEPING_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long ROLL_NANOS = Duration.ofHours(1).toNanos();
  private static final Duration LATER = Duration.ofSeconds(5);

  private final Log log;
  private final Door door;
  private final Bounds bounds;
  private final Marks marks;
  private final Notebook notebook;
  private final MarksRecord marksRecord;
  private final Trouble trouble;
  private final Damages damages;
  private final JournalCounts counts;
  private final Time time;
  private final Runnable died;
  private final LongSupplier random;
  private final UUID instance;
  private final long epoch;
  private final SegmentEncoder encoder;
  private final LiveSegment.Groups groups = new LiveSegment.Groups();
  private final LinkedBlockingQueue<Family> described = new LinkedBlockingQueue<>(MOST_DESCRIBED);
  private final List<Ticket> taken = new ArrayList<>();
  private final List<Ticket> group = new ArrayList<>();
  private final List<Ticket> repeated = new ArrayList<>();
  private final List<BatchId> seen = new ArrayList<>();
  private volatile JournalConfig config;
  private @Nullable LiveSegment live;
  private long nextSequence;
  private long nextNumber;

  /// Where to go back to when a group fails.
  private long keptNumber;

  private long begunNanos;
  private long lastSyncNanos;
  private long lastHousekeepingNanos;
  private long lastLookNanos;

  /// Is the segment's own file being written or synced? If that fails, the file is not used again.
  private boolean writing;

  /// Samples before this number that were lost are counted.
  private long countedTo;

  Writer(
      Log log,
      Door door,
      Bounds bounds,
      Marks marks,
      Notebook notebook,
      Damages damages,
      JournalCounts counts,
      JournalContext context,
      LongSupplier random,
      UUID instance,
      SegmentEncoder encoder,
      JournalConfig config,
      long nextSequence) {
    this.log = log;
    this.door = door;
    this.bounds = bounds;
    this.marks = marks;
    this.notebook = notebook;
    this.damages = damages;
    this.counts = counts;
    this.time = context.time();
    this.died = context.died();
    this.random = random;
    this.instance = instance;
    this.epoch = random.getAsLong();
    this.encoder = encoder;
    this.config = config;
    this.nextSequence = nextSequence;
    this.nextNumber = log.head();
    this.lastSyncNanos = time.nanos();
    this.lastHousekeepingNanos = time.nanos();
    this.lastLookNanos = time.nanos();
    this.marksRecord = new MarksRecord(marks, notebook, time);
    this.trouble = new Trouble(door, bounds, counts);
    notebook.bound(bounds.segmentBytes() / 2);
  }

  long epoch() {
    return epoch;
  }

  void configure(JournalConfig other) {
    config = other;
    bounds.configure(other);
  }

  void describe(Family family) {
    if (!described.offer(family)) {
      LOG.warn("what is known about {} is not kept: the disk hangs", family.name());
    }
  }

  @Override
  public void run() {
    try {
      while (door.take(taken, patience())) {
        turn();
      }
    } catch (InterruptedException _) {
      LOG.warn("the journal's thread was interrupted; it closes");
    } catch (RuntimeException | Error defect) {
      LiveSegment open = live;
      if (open != null) {
        abandon(open, defect);
      }
      LOG.error("the journal's thread has ended", defect);
      died.run();
    } finally {
      end();
    }
  }

  /// How long to wait for appends at most: until something else is due.
  private long patience() {
    long now = time.nanos();
    long due = lastHousekeepingNanos + HOUSEKEEPING_NANOS - now;
    if (unsynced() && config.sync() == Sync.INTERVAL) {
      due = Math.min(due, lastSyncNanos + config.syncInterval().toNanos() - now);
    }
    return Math.max(1, due);
  }

  private @Nullable Segment liveSegment() {
    LiveSegment open = live;
    return open == null ? null : open.segment();
  }

  private boolean unsynced() {
    return live != null && log.head() < nextNumber;
  }

  private void turn() {
    for (Family each = described.poll(); each != null; each = described.poll()) {
      encoder.describe(each);
    }
    int next = 0;
    while (next < taken.size()) {
      next = writeGroup(next);
    }
    taken.clear();
    housekeep();
  }

  /// Writes some of what was taken, from a place on; gives the next place.
  private int writeGroup(int from) {
    group.clear();
    repeated.clear();
    seen.clear();
    keptNumber = nextNumber;
    try {
      look();
      bounds.makeRoom(estimate(from), liveSegment());
      return fill(ready(), from);
    } catch (IOException | RuntimeException failed) {
      nextNumber = keptNumber;
      seen.forEach(marks::withdraw);
      retire(failed);
      trouble.met(failed, taken.subList(from, taken.size()), liveSegment());
      return taken.size();
    }
  }

  private void look() throws IOException {
    LiveSegment open = live;
    long now = time.nanos();
    if (open == null || now - lastLookNanos < LOOK_NANOS) {
      return;
    }
    if (!has(open.segment().logName())) {
      throw new IOException(
          "its files in " + log.disk().where() + " are gone; bring them back or start Sonde again");
    }
    lastLookNanos = now;
  }

  private boolean has(String file) throws IOException {
    try {
      return log.disk().has(file);
    } catch (NoSuchFileException _) {
      return false; // nor is its folder
    }
  }

  private int fill(LiveSegment open, int from) throws IOException {
    int next = from;
    boolean more = true;
    while (more && next < taken.size() && open.grouped() < GROUP_BYTES) {
      more = add(open, taken.get(next));
      next++;
    }
    if (open.grouped() > 0) {
      commit(open);
    }
    keptNumber = nextNumber;
    seen.forEach(marks::confirm);
    seen.clear();
    long now = time.wallMillis();
    group.forEach(each -> notebook.add(each.notes, now));
    bounds.trim(open.segment());
    trouble.over();
    door.answer(group, Appended.ACCEPTED);
    door.answer(repeated, Appended.REPEATED);
    if (!more) {
      seal();
    }
    return next;
  }

  /// Bytes that a group may come to, for the bounds.
  private long estimate(int from) {
    long bytes = 0;
    for (Ticket each : taken.subList(from, taken.size())) {
      bytes += (long) each.batch.size() * BYTES_PER_ROW;
      bytes += (long) each.batch.extras() * BYTES_PER_EXTRA;
    }
    return Math.min(GROUP_BYTES, bytes)
        + Math.max(LiveSegment.FILL_LEAST, bounds.segmentBytes() / 4);
  }

  /// False when nothing more can be added to this segment.
  private boolean add(LiveSegment open, Ticket ticket) throws IOException {
    if (!door.claim(ticket)
        || (ticket.origin instanceof Origin.Sender(var id) && known(ticket, id))) {
      return true;
    }
    if (!open.add(ticket, nextNumber)) {
      door.answer(List.of(ticket), new Appended.Refused("too_large", LATER));
      return false;
    }
    if (ticket.origin instanceof Origin.Sender(var id)) {
      marks.add(id, time.wallMillis());
      seen.add(id);
    }
    nextNumber += ticket.batch.size();
    group.add(ticket);
    return true;
  }

  /// A repeat of what is in this very group is answered with it, when it is safe.
  private boolean known(Ticket ticket, BatchId id) {
    return switch (marks.relation(id)) {
      case NEW -> false;
      case REPEATED -> repeated.add(ticket);
      case OVERLAPS -> {
        door.answer(List.of(ticket), new Appended.Refused("overlap", LATER));
        yield true;
      }
    };
  }

  private void commit(LiveSegment open) throws IOException {
    int bytes = open.grouped();
    writing = true;
    open.write(log.tail());
    open.segment().touched(time.wallMillis());
    counts.wrote(bytes);
    if (config.sync() == Sync.ALWAYS || syncIsDue()) {
      sync(open);
    } else if (config.sync() == Sync.NEVER) {
      show(open);
    }
    writing = false;
  }

  private boolean syncIsDue() {
    return config.sync() == Sync.INTERVAL
        && time.nanos() - lastSyncNanos >= config.syncInterval().toNanos();
  }

  private void sync(LiveSegment open) throws IOException {
    long before = time.nanos();
    writing = true;
    open.sync();
    writing = false;
    lastSyncNanos = time.nanos();
    counts.synced(lastSyncNanos - before);
    show(open);
  }

  private void show(LiveSegment open) {
    open.show();
    log.publish(nextNumber);
  }

  /// The segment to write to: another one when there is none, or it is full or old.
  private LiveSegment ready() throws IOException {
    LiveSegment open = live;
    boolean old = open != null && time.nanos() - begunNanos > ROLL_NANOS;
    if (open != null && !old && !open.isFull(bounds.segmentBytes())) {
      return open;
    }
    seal();
    var head =
        new SegmentHead(
            random.getAsLong(), instance, epoch, nextSequence, nextNumber, time.wallMillis());
    nextSequence++;
    notebook.bound(bounds.segmentBytes() / 2);
    Payload pushed = marksRecord.payload();
    LiveSegment fresh = LiveSegment.begin(log.disk(), head, encoder, groups, notebook, pushed);
    live = fresh;
    begunNanos = time.nanos();
    log.tail().begin(head.sequence(), fresh.written());
    log.add(fresh.segment());
    return fresh;
  }

  private void seal() throws IOException {
    LiveSegment open = live;
    if (open != null) {
      sync(open);
      live = null;
      try {
        open.seal(log.tail(), nextNumber);
      } catch (IOException failed) {
        LOG.warn("{} could not be closed well: {}", open.segment(), failed.getMessage());
      }
    }
  }

  /// No more is written to this segment. When it was not its file that failed, what is written and
  /// not synced yet is still saved.
  private void retire(Throwable cause) {
    LiveSegment open = live;
    if (open == null || (open.grouped() == 0 && !writing)) {
      return;
    }
    open.discard();
    if (!writing) {
      try {
        seal();
        return;
      } catch (IOException alsoFailed) {
        LOG.warn("{} could not be closed well: {}", open.segment(), alsoFailed.getMessage());
      }
    }
    abandon(open, cause);
  }

  private void abandon(LiveSegment open, Throwable cause) {
    live = null;
    writing = false;
    long lost = nextNumber - Math.max(log.head(), countedTo);
    if (lost > 0) {
      damages.unsynced(nextNumber - lost, nextNumber);
      countedTo = nextNumber;
      LOG.error("{} samples were taken and then lost: {}", lost, cause.getMessage());
    }
    try {
      open.abandon();
      if (lost <= 0 && open.isEmpty()) {
        log.discard(open.segment());
      }
    } catch (IOException alsoFailed) {
      LOG.warn(
          "{} could not be cut off at its last sync: {}", open.segment(), alsoFailed.getMessage());
      fence(open);
    }
  }

  /// What can't be cut off is passed by when another segment begins where it should have ended.
  private void fence(LiveSegment abandoned) {
    try {
      ready();
    } catch (IOException failed) {
      LOG.warn(
          "{} may show refused samples after a restart: {}",
          abandoned.segment(),
          failed.getMessage());
    }
  }

  private void housekeep() {
    LiveSegment open = live;
    if (open != null && unsynced() && (config.sync() != Sync.INTERVAL || syncIsDue())) {
      try {
        sync(open);
      } catch (IOException failed) {
        abandon(open, failed);
        trouble.met(failed, List.of(), liveSegment());
      }
    }
    if (time.nanos() - lastHousekeepingNanos >= HOUSEKEEPING_NANOS) {
      lastHousekeepingNanos = time.nanos();
      bounds.tidy();
    }
  }

  private void end() {
    door.close();
    door.answer(taken, new Appended.Refused("closing", LATER));
    try {
      seal();
    } catch (IOException failed) {
      LOG.error("the journal could not be closed well: {}", failed.getMessage());
    }
    log.close();
  }
}
