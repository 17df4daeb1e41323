package dev.sonde.client;

import dev.sonde.api.Appended;
import dev.sonde.api.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Where parcels wait for the journal, and those who brought them for its answer: in order, bounded
/// in bytes.
///
/// # Implementation notes
///
/// Parcels are answered at the front and enter at the back, so a series keeps its order. One whose
/// caller went away with [Receipt.InMemory] is not refused any more: it stays at the front until
/// the journal takes it, and holds up those behind it. One whose caller still waits is refused when
/// the journal refuses it, and is gone.
final class Lobby {
  /// What must fit in, and may go to the journal together.
  static final long LEAST_BYTES = 8L << 20;

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Receipt CLOSED =
      new Receipt.Refused(Receipt.Reason.CLOSED, "the sink is closed", Duration.ZERO);

  private final Time time;
  private final long mostBytes;
  private final Receipt safe;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition progress = lock.newCondition();
  private final Condition end = lock.newCondition();
  private final ArrayDeque<Parcel> waiting = new ArrayDeque<>();
  private final Map<Receipt.Reason, Long> refused = new EnumMap<>(Receipt.Reason.class);
  private long bytes;
  private long rows;
  private long taken;
  private boolean closed;
  private boolean abandoned;

  /// @param safe what is said of what the journal has
  Lobby(Time time, long mostBytes, Receipt safe) {
    this.time = time;
    this.mostBytes = mostBytes;
    this.safe = safe;
  }

  /// Hands a parcel in and waits for its receipt, so long at most. An interrupt ends the wait as if
  /// the time were up.
  Receipt bring(Parcel parcel, Duration patience) {
    long until = time.nanos() + patience.toNanos();
    lock.lock();
    try {
      Receipt receipt = parcel.bytes > LEAST_BYTES ? tooLarge(parcel) : enter(parcel, until);
      count(receipt, parcel.batch.size());
      return receipt;
    } finally {
      lock.unlock();
    }
  }

  private Receipt enter(Parcel parcel, long until) {
    if (!awaited(progress, () -> closed || bytes + parcel.bytes <= mostBytes, until)) {
      return new Receipt.Refused(
          Receipt.Reason.BUSY, "as much waits for the disk as may wait", SOON);
    }
    if (closed) {
      return CLOSED;
    }
    waiting.add(parcel);
    weigh(parcel, 1);
    work.signal();
    boolean answered = awaited(progress, () -> parcel.receipt != null, until);
    parcel.left = !answered;
    return answered ? Objects.requireNonNull(parcel.receipt) : new Receipt.InMemory();
  }

  /// Waits until something is so, or the time is up, or somebody interrupts.
  ///
  /// @return is it so?
  private boolean awaited(Condition on, BooleanSupplier so, long until) {
    try {
      long rest = until - time.nanos();
      while (!so.getAsBoolean() && rest > 0) {
        on.awaitNanos(rest);
        rest = until - time.nanos();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return so.getAsBoolean();
  }

  /// Waits until the journal has all that was brought before, so long at most. An interrupt ends
  /// the wait as if the time were up.
  ///
  /// @return has it? What was refused was not brought
  boolean settle(Duration patience) {
    long until = time.nanos() + patience.toNanos();
    lock.lock();
    try {
      Set<Parcel> before = Set.copyOf(waiting);
      awaited(progress, () -> abandoned || Collections.disjoint(before, waiting), until);
      return Collections.disjoint(before, waiting);
    } finally {
      lock.unlock();
    }
  }

  /// Waits for parcels and shows the first of them, which stay. None when it is closed and empty,
  /// or abandoned.
  List<Parcel> front() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        work.awaitUninterruptibly();
      }
      return abandoned ? List.of() : group();
    } finally {
      lock.unlock();
    }
  }

  private List<Parcel> group() {
    var group = new ArrayList<Parcel>();
    long together = 0;
    for (Parcel each : waiting) {
      together += each.bytes;
      if (!group.isEmpty() && together > LEAST_BYTES) {
        break;
      }
      each.claimed = true;
      group.add(each);
    }
    return group;
  }

  /// Gives those at the front their answer.
  ///
  /// @param group as [#front] showed it
  /// @return do some of them stay, to be tried again?
  boolean answer(List<Parcel> group, Appended appended) {
    lock.lock();
    try {
      Receipt receipt = receipt(appended);
      for (Parcel each : group) {
        waiting.remove();
        weigh(each, -1);
        each.receipt = receipt;
      }
      boolean stay = !receipt.isTaken() && putBack(group);
      progress.signalAll();
      return stay;
    } finally {
      lock.unlock();
    }
  }

  private boolean putBack(List<Parcel> group) {
    boolean any = false;
    for (Parcel each : group.reversed()) {
      if (each.left) {
        each.claimed = false;
        waiting.addFirst(each);
        weigh(each, 1);
        any = true;
      }
    }
    return any;
  }

  private void weigh(Parcel parcel, int sign) {
    bytes += sign * parcel.bytes;
    rows += sign * (long) parcel.batch.size();
  }

  private Receipt receipt(Appended appended) {
    return switch (appended) {
      case Appended.Accepted _, Appended.Repeated _ -> safe;
      case Appended.Refused(var reason, var retryAfter) ->
          new Receipt.Refused(
              Receipt.Reason.JOURNAL, "the journal takes nothing: " + reason, retryAfter);
    };
  }

  /// Waits before what stayed is tried again; not when it is abandoned meanwhile.
  void pause(Duration most) {
    long until = time.nanos() + Math.min(most.toNanos(), SOON.toNanos());
    lock.lock();
    try {
      awaited(end, () -> abandoned, until);
    } finally {
      lock.unlock();
    }
  }

  /// Takes nothing more. What waits goes on.
  void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Gives up what waits. Who still waits with it is told that it was not taken, unless the journal
  /// is just at it.
  ///
  /// @return how many samples were taken and are lost; some may arrive, when the journal is at them
  long abandon() {
    lock.lock();
    try {
      abandoned = true;
      closed = true;
      waiting.removeIf(this::turnAway);
      work.signalAll();
      end.signalAll();
      progress.signalAll();
      return rows;
    } finally {
      lock.unlock();
    }
  }

  private boolean turnAway(Parcel parcel) {
    boolean away = !parcel.left && !parcel.claimed;
    parcel.receipt = away ? CLOSED : new Receipt.InMemory();
    if (away) {
      weigh(parcel, -1);
    }
    return away;
  }

  /// Samples in memory.
  long rows() {
    lock.lock();
    try {
      return rows;
    } finally {
      lock.unlock();
    }
  }

  /// Samples taken since the start.
  long taken() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// Samples refused since the start.
  Map<Receipt.Reason, Long> refused() {
    lock.lock();
    try {
      return Map.copyOf(refused);
    } finally {
      lock.unlock();
    }
  }

  /// Counts samples that are refused before they get here.
  void count(Receipt receipt, int samples) {
    lock.lock();
    try {
      switch (receipt) {
        case Receipt.Durable _, Receipt.InMemory _ -> taken += samples;
        case Receipt.Refused(var reason, var _, var _) ->
            refused.merge(reason, (long) samples, Long::sum);
      }
    } finally {
      lock.unlock();
    }
  }

  private static Receipt tooLarge(Parcel parcel) {
    return new Receipt.Refused(
        Receipt.Reason.TOO_LARGE,
        parcel.batch.size() + " samples take more than the 8 MiB that are taken at once",
        Duration.ZERO);
  }
}
