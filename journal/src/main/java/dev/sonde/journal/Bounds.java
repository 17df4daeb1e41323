package dev.sonde.journal;

import dev.sonde.api.Time;
import dev.sonde.journal.JournalConfig.WhenFull;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the journal within its size and age. Used by the writer's thread; settings may change from
/// others.
///
/// # Implementation notes
///
/// The oldest segment goes first, always a whole one. Cursors that lag behind it are moved first,
/// durably and counted; so a crash in between costs nothing but a file that is deleted next time.
/// Age takes at most one segment a minute that somebody still waits for: a clock that jumps years
/// costs minutes.
final class Bounds {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.journal");
  private static final long LEAST_SEGMENT = 64 << 10;
  private static final int SEGMENTS = 8;
  private static final long LEAST_ROOM = 64 << 20;
  private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

  private final Log log;
  private final Cursors cursors;
  private final Time time;
  private volatile JournalConfig config;
  private volatile long maxBytes;
  private volatile long share;
  private long lastAgedNanos;
  private long lastLoggedNanos;
  private long droppedSinceLogged;
  private final List<String> undeleted = new ArrayList<>();

  Bounds(Log log, Cursors cursors, Time time, JournalConfig config) {
    this.log = log;
    this.cursors = cursors;
    this.time = time;
    this.config = config;
    this.maxBytes = config.maxBytes();
    begin();
    this.lastAgedNanos = time.nanos() - MINUTE_NANOS;
    this.lastLoggedNanos = lastAgedNanos;
  }

  void configure(JournalConfig other) {
    config = other;
    maxBytes = Math.min(other.maxBytes(), share);
  }

  /// What the journal may take now: never more than half of what the disk has for it.
  long maxBytes() {
    return maxBytes;
  }

  /// How large a segment becomes: a small journal has small ones, or it could not let go of any.
  long segmentBytes() {
    long share = Math.max(LEAST_SEGMENT, maxBytes / SEGMENTS);
    return Math.min(config.segmentBytes(), share);
  }

  /// Lets go of old data until so many bytes more fit in.
  ///
  /// @param live the segment being written, which stays
  /// @throws JournalFullException when what is there is not to go
  void makeRoom(long needed, @Nullable Segment live) throws IOException {
    if (log.bytes() + needed <= maxBytes) {
      return;
    }
    measure();
    for (Segment each : log.segments()) {
      if (log.bytes() + needed <= maxBytes || each == live) {
        return;
      }
      giveUp(each);
    }
  }

  /// Lets go of what turned out to be too much: nobody knows before how large a group becomes. What
  /// a destination waits for that holds up `when_full: refuse` stays; then the next append is
  /// refused.
  void trim(@Nullable Segment live) {
    try {
      makeRoom(0, live);
    } catch (JournalFullException full) {
      LOG.debug("{}", full.getMessage());
    } catch (IOException failed) {
      LOG.warn("the journal is larger than it should be: {}", failed.getMessage());
    }
  }

  private void giveUp(Segment oldest) throws IOException {
    long limit = Math.min(log.limit(oldest), log.head());
    List<Cursor> waiting = cursors.waitingBefore(limit);
    if (config.whenFull() == WhenFull.REFUSE) {
      for (Cursor each : waiting) {
        if (each.required()) {
          throw new JournalFullException(
              "it has reached " + maxBytes + " bytes, and " + each.name() + " still waits");
        }
      }
    }
    skip(waiting, limit, "journal_full");
    delete(oldest);
  }

  /// Lets go of what is delivered and has been kept long enough, and of what is too old.
  void tidy() {
    try {
      deleteFiles();
      measure();
      cursors.forgetAbandoned();
      long now = time.wallMillis();
      List<Segment> all = log.segments();
      for (Segment each : all) {
        if (each == all.getLast() || !mayGo(each, now)) {
          break; // the newest says who pushed what, and what was noted
        }
        delete(each);
      }
    } catch (IOException failed) {
      LOG.warn("the journal could not be tidied: {}", failed.getMessage());
    }
    report();
  }

  private boolean mayGo(Segment oldest, long now) throws IOException {
    long age = now - oldest.touchedMillis();
    long limit = Math.min(log.limit(oldest), log.head());
    List<Cursor> waiting = cursors.waitingBefore(limit);
    if (waiting.isEmpty()) {
      return age > config.keepDelivered().toMillis() && !cursors.mayReturnBefore(limit);
    }
    boolean tooOld = !config.maxAge().isZero() && age > config.maxAge().toMillis();
    if (!tooOld || time.nanos() - lastAgedNanos < MINUTE_NANOS) {
      return false;
    }
    lastAgedNanos = time.nanos();
    skip(waiting, limit, "max_age");
    return true;
  }

  private void skip(List<Cursor> waiting, long limit, String reason) throws IOException {
    for (Cursor each : waiting) {
      long dropped = each.skip(limit, reason);
      droppedSinceLogged += dropped;
    }
    report();
  }

  /// Once a minute at most.
  private void report() {
    if (droppedSinceLogged > 0 && time.nanos() - lastLoggedNanos >= MINUTE_NANOS) {
      LOG.warn(
          "the journal is full or too old: {} samples dropped that destinations still waited for",
          droppedSinceLogged);
      droppedSinceLogged = 0;
      lastLoggedNanos = time.nanos();
    }
  }

  private void delete(Segment segment) {
    log.remove(segment);
    undeleted.add(segment.logName());
    undeleted.add(segment.definitionsName());
    deleteFiles();
  }

  /// What can't be deleted now is tried again later.
  private void deleteFiles() {
    for (String each : List.copyOf(undeleted)) {
      try {
        log.disk().delete(each);
        undeleted.remove(each);
      } catch (IOException failed) {
        LOG.warn("{} could not be deleted: {}", each, failed.getMessage());
        return;
      }
    }
  }

  /// Half of what the disk has for the journal, as it was when that was most: another program that
  /// fills the disk takes nothing from those who wait. Then writes fail, and appends are refused.
  private void measure() throws IOException {
    share = Math.max(share, (log.bytes() + log.disk().free()) / 2);
    maxBytes = Math.min(config.maxBytes(), share);
  }

  /// Was the disk filled while nobody looked? What is there stays.
  private void begin() {
    try {
      share = log.size() == 0 ? 0 : log.bytes() + LEAST_ROOM;
      measure();
    } catch (IOException failed) {
      share = config.maxBytes();
      LOG.warn("the room on the disk is not known: {}", failed.getMessage());
    }
  }

  /// The disk is full: what is delivered goes, however young it is.
  void freeDelivered(@Nullable Segment live) {
    for (Segment each : log.segments()) {
      long limit = Math.min(log.limit(each), log.head());
      if (each == live || cursors.mayReturnBefore(limit)) {
        return;
      }
      delete(each);
    }
  }
}
