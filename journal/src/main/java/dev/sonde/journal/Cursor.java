package dev.sonde.journal;

import java.io.Closeable;
import java.io.IOException;

/// Where a destination stands: kept by its file, moved by its courier and by the journal's bounds,
/// which come from different threads.
final class Cursor implements Closeable {
  private static final long SEEN_MILLIS = 60L * 60 * 1000;

  private final CursorFile file;
  private final String name;

  /// The state that is durable.
  private volatile CursorState state;

  private volatile boolean required = true;

  /// What lies behind it may still be asked for again, though it is settled.
  private volatile long safe;

  private String gap = "journal_full";
  private boolean open;

  Cursor(CursorFile file) {
    this.file = file;
    this.state = file.state();
    this.name = state.name();
  }

  String name() {
    return name;
  }

  CursorState state() {
    return state;
  }

  boolean required() {
    return required;
  }

  /// One courier takes hold of it.
  synchronized void hold(boolean isRequired) {
    if (open) {
      throw new IllegalStateException("destination " + name + " is open already");
    }
    open = true;
    required = isRequired;
  }

  synchronized void release() {
    open = false;
  }

  /// The highest number it has come to.
  long highest() {
    return state.resumeAt();
  }

  /// Does it need something before a number, the batch in flight included?
  boolean waitsBefore(long number) {
    return state.cursor() < number;
  }

  /// Might it come back for something before a number?
  boolean mayReturnBefore(long number) {
    return Math.min(safe, state.cursor()) < number;
  }

  void safeUpTo(long number) {
    safe = number;
  }

  /// Passes by what is before a number; gives how many samples are dropped by it.
  synchronized long skip(long to, String reason) throws IOException {
    long dropped = Math.max(0, to - state.resumeAt());
    if (dropped > 0) {
      gap = reason;
      store(state.skip(to, reason));
    }
    return dropped;
  }

  /// Puts a batch in flight. False when the cursor has moved from where the batch begins.
  synchronized boolean take(long from, long epoch, long to, long selection) throws IOException {
    if (state.cursor() != from || state.isInFlight()) {
      return false;
    }
    store(state.take(epoch, to, selection));
    return true;
  }

  synchronized CursorState cut(long to) throws IOException {
    store(state.cut(to));
    return state;
  }

  synchronized void settle(Settlement settlement) throws IOException {
    store(state.settle(settlement, gap));
  }

  /// @param oldest what is there; what lies before it is lost
  synchronized long rewind(long to, long oldest) throws IOException {
    long from = Math.max(to, oldest);
    long again = Math.max(0, state.cursor() - from);
    long lost = Math.min(from, state.cursor()) - to;
    if (again > 0 || lost > 0) {
      CursorState back = again > 0 ? state.rewind(from) : state;
      store(lost > 0 ? back.undelivered(lost, "journal_full") : back);
    }
    return again;
  }

  /// It is configured now. Written down once an hour.
  synchronized void seen(long millis) throws IOException {
    if (Math.abs(millis - state.seenMillis()) > SEEN_MILLIS) {
      store(state.seen(millis));
    }
  }

  private void store(CursorState next) throws IOException {
    file.store(next);
    state = next;
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
