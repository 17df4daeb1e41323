package dev.sonde.journal;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Note;
import dev.sonde.api.Origin;
import dev.sonde.api.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Where appends wait for the writer, and for its answer.
///
/// # Implementation notes
///
/// Own appends wait up to 50 ms for company, so that collectors which are due together share one
/// sync; an append that somebody outside waits for is taken at once. What waits is bounded in rows.
/// An append that the writer has not begun with for 30 seconds (the disk hangs) is refused. One
/// that it has begun with waits for its answer however long it takes: nobody knows yet what it is.
final class Door {
  private static final long LINGER_NANOS = Duration.ofMillis(50).toNanos();
  private static final long STALL_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long WAITING_ROWS = 1_000_000;
  private static final long MANY_ROWS = 100_000;
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofSeconds(5);

  private final Time time;
  private final JournalCounts counts;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition answered = lock.newCondition();
  private final ArrayDeque<Ticket> waiting = new ArrayDeque<>();
  private long waitingRows;
  private int impatient;
  private String shutReason = "";
  private long shutUntilNanos;
  private boolean closed;

  Door(Time time, JournalCounts counts) {
    this.time = time;
    this.counts = counts;
  }

  Appended append(Batch batch, Origin origin, List<Note> notes) {
    lock.lock();
    try {
      Appended.Refused refusal = refusal(batch.size());
      if (refusal != null) {
        counts.refused(refusal.reason(), batch.size());
        return refusal;
      }
      var ticket = new Ticket(batch, origin, notes, time.nanos());
      waiting.add(ticket);
      waitingRows += batch.size();
      impatient += ticket.patient() ? 0 : 1;
      work.signal();
      return answer(ticket);
    } finally {
      lock.unlock();
    }
  }

  private Appended.@Nullable Refused refusal(int rows) {
    if (closed) {
      return new Appended.Refused("closing", LATER);
    }
    long shut = shutUntilNanos - time.nanos();
    if (!shutReason.isEmpty() && shut > 0) {
      return new Appended.Refused(shutReason, LATER);
    }
    if (rows > WAITING_ROWS) {
      return new Appended.Refused("too_large", LATER);
    }
    return waitingRows + rows > WAITING_ROWS ? new Appended.Refused("busy", SOON) : null;
  }

  private Appended answer(Ticket ticket) {
    boolean interrupted = false;
    Appended answer = ticket.answer;
    while (answer == null) {
      if (time.nanos() - ticket.enteredNanos > STALL_NANOS && mayGiveUp(ticket)) {
        counts.refused("stalled", ticket.batch.size());
        answer = new Appended.Refused("stalled", LATER);
        ticket.answer = answer;
        break;
      }
      try {
        answered.await(1, TimeUnit.SECONDS);
      } catch (InterruptedException _) {
        interrupted = true;
      }
      answer = ticket.answer;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }

  /// Not while the writer reads the batch.
  private boolean mayGiveUp(Ticket ticket) {
    if (waiting.remove(ticket)) {
      leave(ticket);
      return true;
    }
    return !ticket.claimed;
  }

  /// Waits for appends and takes those that are there. Takes none when the time is over first.
  ///
  /// @return false when the door is closed and nothing waits any more
  boolean take(List<Ticket> into, long mostNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long remaining = mostNanos;
      while (waiting.isEmpty() && !closed && remaining > 0) {
        remaining = work.awaitNanos(remaining);
      }
      long linger = Math.min(LINGER_NANOS, mostNanos);
      while (!waiting.isEmpty() && isPatient() && linger > 0) {
        linger = work.awaitNanos(linger);
      }
      for (Ticket each : waiting) {
        into.add(each);
      }
      waiting.clear();
      waitingRows = 0;
      impatient = 0;
      return !closed || !into.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private boolean isPatient() {
    return impatient == 0 && waitingRows < MANY_ROWS && !closed;
  }

  private void leave(Ticket ticket) {
    waitingRows -= ticket.batch.size();
    impatient -= ticket.patient() ? 0 : 1;
  }

  /// May the writer read this batch now? Not when it was given up.
  boolean claim(Ticket ticket) {
    lock.lock();
    try {
      ticket.claimed = ticket.answer == null;
      return ticket.claimed;
    } finally {
      lock.unlock();
    }
  }

  /// Gives those an answer that have none.
  void answer(List<Ticket> tickets, Appended answer) {
    lock.lock();
    try {
      for (Ticket each : tickets) {
        if (each.answer == null) {
          each.answer = answer;
          counts.answered(answer, each.batch.size());
        }
      }
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Refuses whoever comes in the next second; then the writer tries again.
  void shut(String reason) {
    lock.lock();
    try {
      shutReason = reason;
      shutUntilNanos = time.nanos() + SOON.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /// Takes appends again.
  void open() {
    lock.lock();
    try {
      shutReason = "";
    } finally {
      lock.unlock();
    }
  }

  /// How long the oldest append has waited for its answer.
  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Refuses whoever comes from now on. Who waits already gets an answer.
  void close() {
    lock.lock();
    try {
      closed = true;
      work.signal();
    } finally {
      lock.unlock();
    }
  }
}
