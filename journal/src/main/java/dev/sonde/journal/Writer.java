package dev.sonde.journal;

import dev.sonde.api.Appended;
import dev.sonde.api.BatchId;
import dev.sonde.api.Family;
import dev.sonde.api.Origin;
import dev.sonde.api.Time;
import dev.sonde.journal.JournalConfig.Sync;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
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
final class Writer implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");
  private static final int GROUP_BYTES = 4 << 20;
  private static final int BYTES_PER_ROW = 12;
  private static final long HOUSEKEEPING_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long ROLL_NANOS = Duration.ofHours(1).toNanos();
  private static final Duration LATER = Duration.ofSeconds(5);

  private final Log log;
  private final Door door;
  private final Bounds bounds;
  private final Marks marks;
  private final Damages damages;
  private final JournalCounts counts;
  private final Time time;
  private final Runnable died;
  private final LongSupplier random;
  private final UUID instance;
  private final long epoch;
  private final SegmentEncoder encoder;
  private final ConcurrentLinkedQueue<Family> described = new ConcurrentLinkedQueue<>();
  private final Payload marksPayload = new Payload();
  private final List<Ticket> taken = new ArrayList<>();
  private final List<Ticket> group = new ArrayList<>();
  private final List<Ticket> repeated = new ArrayList<>();
  private final List<BatchId> seen = new ArrayList<>();
  private volatile JournalConfig config;
  private @Nullable LiveSegment live;
  private long nextSequence;
  private long nextNumber;
  private long begunNanos;
  private long lastSyncNanos;
  private long lastHousekeepingNanos;

  Writer(
      Log log,
      Door door,
      Bounds bounds,
      Marks marks,
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
  }

  long epoch() {
    return epoch;
  }

  void configure(JournalConfig other) {
    config = other;
    bounds.configure(other);
  }

  void describe(Family family) {
    described.add(family);
  }

  @Override
  public void run() {
    try {
      while (door.take(taken, patience())) {
        turn();
      }
    } catch (InterruptedException _) {
      LOG.warn("the journal's thread was interrupted; it closes");
    } catch (Error defect) {
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
    long numberBefore = nextNumber;
    int next = from;
    try {
      bounds.makeRoom(estimate(from), live == null ? null : live.segment());
      LiveSegment open = ready();
      while (next < taken.size() && open.grouped() < GROUP_BYTES) {
        add(open, taken.get(next));
        next++;
      }
      if (open.grouped() > 0) {
        commit(open);
      }
      bounds.trim(open.segment());
      healed();
      door.answer(group, Appended.ACCEPTED);
      door.answer(repeated, Appended.REPEATED);
    } catch (JournalFullException full) {
      refuse(taken.subList(from, taken.size()), "journal_full", full);
      return taken.size();
    } catch (IOException | RuntimeException failed) {
      nextNumber = Math.max(numberBefore, log.head());
      abandon(failed);
      refuse(taken.subList(from, taken.size()), reason(failed), failed);
      return taken.size();
    }
    return next;
  }

  /// Bytes that a group may come to, for the bounds.
  private long estimate(int from) {
    long rows = 0;
    for (Ticket each : taken.subList(from, taken.size())) {
      rows += each.batch.size();
    }
    return Math.min(GROUP_BYTES, rows * BYTES_PER_ROW)
        + Math.max(LiveSegment.FILL_LEAST, bounds.segmentBytes() / 4);
  }

  private void healed() {
    if (!counts.problem().isEmpty()) {
      counts.problem("");
      LOG.info("the journal takes samples again");
    }
    door.open();
  }

  private void add(LiveSegment open, Ticket ticket) throws IOException {
    if (!door.claim(ticket)) {
      return;
    }
    if (ticket.origin instanceof Origin.Sender(var id)) {
      switch (marks.relation(id)) {
        case REPEATED -> {
          repeated.add(ticket);
          door.encoded(ticket);
          return;
        }
        case OVERLAPS -> {
          door.answer(List.of(ticket), new Appended.Refused("overlap", LATER));
          return;
        }
        case NEW -> {
          marks.add(id, time.wallMillis());
          seen.add(id);
        }
      }
    }
    open.add(ticket.batch, ticket.origin, nextNumber);
    nextNumber += ticket.batch.size();
    group.add(ticket);
    door.encoded(ticket);
  }

  private void commit(LiveSegment open) throws IOException {
    int bytes = open.grouped();
    open.write(log.tail());
    open.segment().touched(time.wallMillis());
    counts.wrote(bytes);
    if (config.sync() == Sync.ALWAYS || syncIsDue()) {
      sync(open);
    } else if (config.sync() == Sync.NEVER) {
      show(open);
    }
  }

  private boolean syncIsDue() {
    return config.sync() == Sync.INTERVAL
        && time.nanos() - lastSyncNanos >= config.syncInterval().toNanos();
  }

  private void sync(LiveSegment open) throws IOException {
    long before = time.nanos();
    open.sync();
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
    LiveSegment fresh = LiveSegment.begin(log.disk(), head, encoder);
    live = fresh;
    begunNanos = time.nanos();
    log.tail().begin(head.sequence(), SegmentHead.LENGTH);
    log.add(fresh.segment());
    writeMarks(fresh);
    return fresh;
  }

  private void writeMarks(LiveSegment fresh) throws IOException {
    marks.forget(time.wallMillis());
    marks.write(marksPayload);
    fresh.add(RecordType.MARKS, nextNumber, 0, marksPayload);
  }

  private void seal() throws IOException {
    LiveSegment open = live;
    if (open != null) {
      sync(open);
      open.seal(log.tail(), nextNumber);
      live = null;
    }
  }

  private void abandon(Throwable cause) {
    seen.forEach(marks::withdraw);
    LiveSegment open = live;
    if (open == null) {
      return;
    }
    live = null;
    long lost = nextNumber - log.head();
    if (lost > 0) {
      damages.unsynced(log.head(), nextNumber);
      LOG.error("{} samples were taken and then lost: their sync failed ({})", lost, cause);
    }
    try {
      open.abandon();
      if (lost <= 0 && open.segment().end() == SegmentHead.LENGTH) {
        log.discard(open.segment());
      }
    } catch (IOException alsoFailed) {
      LOG.warn("{} could not be cut off at its last sync: {}", open.segment(), alsoFailed);
    }
  }

  private void refuse(List<Ticket> tickets, String reason, Throwable cause) {
    if (counts.problem().isEmpty()) {
      if (cause instanceof RuntimeException) {
        LOG.error("a defect in Sonde keeps the journal from writing", cause);
      } else {
        LOG.error("the journal takes nothing more: {}", cause.getMessage());
      }
    }
    counts.problem(reason + ": " + cause.getMessage());
    door.shut(reason);
    door.answer(tickets, new Appended.Refused(reason, LATER));
  }

  private static String reason(Throwable failed) {
    if (failed instanceof RuntimeException) {
      return "defect";
    }
    String words = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
    boolean full = words.contains("no space left") || words.contains("quota");
    return full ? "disk_full" : "disk_error";
  }

  private void housekeep() {
    if (live != null && unsynced() && syncIsDue()) {
      try {
        sync(live);
      } catch (IOException failed) {
        abandon(failed);
        refuse(List.of(), reason(failed), failed);
      }
    }
    if (time.nanos() - lastHousekeepingNanos >= HOUSEKEEPING_NANOS) {
      lastHousekeepingNanos = time.nanos();
      bounds.tidy(live == null ? null : live.segment());
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
