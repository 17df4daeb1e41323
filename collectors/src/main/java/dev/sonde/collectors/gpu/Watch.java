package dev.sonde.collectors.gpu;

import dev.sonde.api.Blocking;
import dev.sonde.api.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/// Lets a source read on a thread that may hang, one call at a time.
///
/// # Implementation notes
///
/// A call that does not come back in time is left alone, and until it does the source is not asked
/// again: a driver that hangs would hang the next thread, too. When it comes back at last the
/// source is free for the next run. A call that was refused before it began changes nothing.
/// `close` during a call leaves the closing to the call.
final class Watch {
  private enum State {
    IDLE,
    ASKED,
    READING,
    CLOSED
  }

  private final Source source;
  private final Blocking blocking;
  private final Duration limit;
  private final Time time;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private volatile boolean leaving;
  private long askedNanos;

  Watch(Source source, Blocking blocking, Duration limit, Time time) {
    this.source = source;
    this.blocking = blocking;
    this.limit = limit;
    this.time = time;
  }

  Source source() {
    return source;
  }

  /// Reads. Gives why nothing was read; empty when all is well.
  String read() throws InterruptedException {
    if (!state.compareAndSet(State.IDLE, State.ASKED)) {
      long seconds = (time.nanos() - askedNanos) / 1_000_000_000L;
      return "the driver has not answered for " + seconds + " s; it is asked again once it does";
    }
    askedNanos = time.nanos();
    try {
      return blocking.call(source.name() + " GPUs", limit, this::answer);
    } catch (TimeoutException late) {
      refusedOrLate();
      return String.valueOf(late.getMessage());
    } catch (InterruptedException ended) {
      refusedOrLate();
      throw ended;
    } catch (Exception defect) {
      refusedOrLate();
      throw new IllegalStateException(source.name() + " GPUs can't be read", defect);
    }
  }

  void close() {
    leaving = true;
    if (state.compareAndSet(State.IDLE, State.CLOSED)) {
      source.close();
    } else {
      source.giveUp();
    }
  }

  private String answer() {
    if (!state.compareAndSet(State.ASKED, State.READING)) {
      return "";
    }
    try {
      source.refresh();
      return "";
    } catch (IOException failed) {
      return String.valueOf(failed.getMessage());
    } finally {
      state.set(State.IDLE);
      if (leaving && state.compareAndSet(State.IDLE, State.CLOSED)) {
        source.close();
      }
    }
  }

  private void refusedOrLate() {
    if (!state.compareAndSet(State.ASKED, State.IDLE)) {
      source.giveUp();
    }
  }
}
