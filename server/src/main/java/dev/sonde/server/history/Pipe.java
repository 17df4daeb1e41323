package dev.sonde.server.history;

import dev.sonde.api.Time;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An answer on its way from the thread that asks the store to the one that sends it: a bounded row
/// of pieces.
final class Pipe {
  /// How much stands in it: an answer that is no longer gets a status of its own when it fails.
  private static final int ROOM = 256 << 10;

  /// How often those who wait look whether it is still worth it.
  private static final long LOOK_MILLIS = 200;

  /// How far the answer is.
  enum State {
    COMING,
    /// There is no room for more.
    FULL,
    WHOLE,
    FAILED
  }

  private final Time time;
  private final long end;
  private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
  private int size;
  private boolean whole;
  private boolean closed;
  private @Nullable Throwable failure;

  /// @param end on the monotonic clock
  Pipe(Time time, long end) {
    this.time = time;
    this.end = end;
  }

  /// Waits for room.
  ///
  /// @return false when nobody wants it any more
  synchronized boolean put(byte[] piece) throws InterruptedException {
    while (size >= ROOM && !closed && !isLate()) {
      wait(LOOK_MILLIS);
    }
    if (closed || isLate()) {
      return false;
    }
    pieces.addLast(piece);
    size += piece.length;
    notifyAll();
    return true;
  }

  /// That was all.
  synchronized void end() {
    whole = true;
    notifyAll();
  }

  /// Nothing more comes, and what came is not all.
  synchronized void fail(Throwable why) {
    failure = why;
    notifyAll();
  }

  /// Nothing more is wanted.
  synchronized void close() {
    closed = true;
    pieces.clear();
    size = 0;
    notifyAll();
  }

  /// How far it is; waits a moment for news when there is none.
  @SuppressWarnings("WaitNotInLoop") // who calls looks again
  synchronized State look() throws InterruptedException {
    if (state() == State.COMING) {
      wait(LOOK_MILLIS);
    }
    return state();
  }

  private State state() {
    if (failure != null) {
      return State.FAILED;
    }
    if (whole) {
      return State.WHOLE;
    }
    return size >= ROOM ? State.FULL : State.COMING;
  }

  /// The next piece, waiting a moment for it.
  @SuppressWarnings("WaitNotInLoop") // who calls looks again
  synchronized Optional<byte[]> take() throws InterruptedException {
    if (pieces.isEmpty() && state() == State.COMING) {
      wait(LOOK_MILLIS);
    }
    byte[] piece = pieces.pollFirst();
    size -= piece == null ? 0 : piece.length;
    notifyAll();
    return Optional.ofNullable(piece);
  }

  /// Has all been taken that will come?
  synchronized boolean isDry() {
    return pieces.isEmpty() && whole;
  }

  synchronized Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  boolean isLate() {
    return time.nanos() - end >= 0;
  }

  /// What stands in it, taken out.
  synchronized byte[] all() {
    byte[] all = new byte[size];
    int at = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, all, at, piece.length);
      at += piece.length;
    }
    pieces.clear();
    size = 0;
    return all;
  }
}
