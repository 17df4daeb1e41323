package dev.sonde.engine;

import dev.sonde.api.Appended;
import dev.sonde.api.Emitter;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Slot;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one run of a generator writes to. Once closed, every call throws.
///
/// # Implementation notes
///
/// Two locks. The producer's is held for as long as recording takes. `committing` is held from
/// taking a load until the journal has it, so that loads go in the order in which they were taken,
/// while the next one fills; it comes first when both are needed. The scheduler's thread takes
/// neither.
final class RunEmitter implements Emitter {
  /// Samples that are recorded before somebody has to wait.
  static final int MOST = 10_000;

  static final Duration SLOT = Duration.ofMillis(Scheduler.SLOT_MILLIS);
  private static final String OVER = "this run is over: its generator was told to end, or it ended";

  private final Producer producer;
  private final GeneratorWorks works;
  private final Consumer<Map<String, String>> absences;
  private final ReentrantLock committing = new ReentrantLock();

  /// Of what is being recorded; null when nothing has been since the last commit.
  private @Nullable Pipeline pipeline;

  private Scheduler.@Nullable Entry departure;
  private long commits;
  private boolean held;
  private boolean closed;
  private volatile Map<String, String> absent = Map.of();
  private volatile @Nullable CountDownLatch pause;

  /// @param absences is told what can't be measured, whenever that changes
  RunEmitter(Producer producer, GeneratorWorks works, Consumer<Map<String, String>> absences) {
    this.producer = producer;
    this.works = works;
    this.absences = absences;
  }

  @Override
  public long time() {
    return works.time().wallMillis();
  }

  @Override
  public Slot slot(Family family, Labels labels) {
    synchronized (producer) {
      refuseWhenClosed();
      return producer.slot(family, labels);
    }
  }

  @Override
  public void record(Slot slot, double value) {
    boolean full;
    synchronized (producer) {
      refuseWhenClosed();
      producer.recordNow(producer.own(slot), current(), time(), value);
      full = isFull();
    }
    if (full) {
      sendPart();
    }
  }

  @Override
  public void record(Slot slot, double value, long timeMillis) {
    boolean full;
    synchronized (producer) {
      refuseWhenClosed();
      producer.recordAt(producer.own(slot), current(), time(), timeMillis, value);
      full = isFull();
    }
    if (full) {
      sendPart();
    }
  }

  @Override
  public void end(Slot slot) {
    synchronized (producer) {
      refuseWhenClosed();
      ProducerSlot own = producer.own(slot);
      current();
      producer.endOne(own, time());
    }
  }

  @Override
  public void absent(String what, String why) {
    Map<String, String> now;
    synchronized (producer) {
      refuseWhenClosed();
      var more = new HashMap<>(absent);
      more.put(what, why);
      now = Map.copyOf(more);
      absent = now;
    }
    absences.accept(now);
  }

  @Override
  public void present(String what) {
    Map<String, String> now;
    synchronized (producer) {
      refuseWhenClosed();
      var less = new HashMap<>(absent);
      less.remove(what);
      now = Map.copyOf(less);
      absent = now;
    }
    absences.accept(now);
  }

  @Override
  public void begin() {
    synchronized (producer) {
      refuseWhenClosed();
      held = true;
    }
  }

  @Override
  public void commit() {
    send(false);
  }

  @Override
  public Appended commitWithin(Duration patience) throws InterruptedException {
    committing.lockInterruptibly();
    try {
      Load load = taken(false);
      return load == null ? Appended.ACCEPTED : delivered(load, patience);
    } finally {
      committing.unlock();
    }
  }

  /// Ends what another pipeline makes something else of.
  void reconsider() {
    synchronized (producer) {
      if (closed) {
        return;
      }
      current();
      Pipeline now = works.pipeline().get();
      pipeline = now;
      producer.reconsider(now, time());
    }
  }

  /// Ends the run and its series; whatever its threads still try fails. False when it had ended
  /// before.
  boolean close() {
    synchronized (producer) {
      if (closed) {
        return false;
      }
      closed = true;
      producer.finishAll(time());
    }
    endPause();
    committing.lock();
    try {
      Load last = lastLoad();
      if (last != null) {
        producer.show(last);
        producer.append(last);
      }
    } finally {
      committing.unlock();
    }
    return true;
  }

  /// What can't be measured now, or could not when the run ended, and why.
  Map<String, String> absences() {
    return absent;
  }

  private boolean isFull() {
    return producer.recorded() >= MOST;
  }

  private void sendPart() {
    boolean staysHeld;
    synchronized (producer) {
      staysHeld = held;
    }
    send(staysHeld);
  }

  private void send(boolean staysHeld) {
    committing.lock();
    try {
      Load load = taken(staysHeld);
      if (load != null) {
        producer.show(load);
        producer.append(load);
      }
    } finally {
      committing.unlock();
    }
  }

  /// What was recorded a slot ago goes, unless it has gone or is held.
  private void depart(long after) {
    committing.lock();
    try {
      Load load;
      synchronized (producer) {
        load = closed || held || commits != after ? null : take();
      }
      if (load != null) {
        producer.show(load);
        producer.append(load);
      }
    } finally {
      committing.unlock();
    }
  }

  private Appended delivered(Load load, Duration patience) throws InterruptedException {
    producer.show(load);
    long startNanos = works.time().nanos();
    try {
      while (true) {
        if (!(producer.offer(load) instanceof Appended.Refused refused)) {
          return Appended.ACCEPTED;
        }
        long left = patience.toNanos() - (works.time().nanos() - startNanos);
        if (left <= 0 || refused.reason().equals(Overflow.TOO_LARGE)) {
          producer.refuse(load, refused.reason());
          return refused;
        }
        pause(Math.min(left, Math.max(refused.retryAfter().toNanos(), SLOT.toNanos())));
      }
    } catch (InterruptedException told) {
      producer.append(load);
      throw told;
    }
  }

  private void pause(long nanos) throws InterruptedException {
    var over = new CountDownLatch(1);
    pause = over;
    Scheduler.Entry alarm = works.scheduler().after(Duration.ofNanos(nanos), over::countDown);
    try {
      if (isClosed()) {
        throw new InterruptedException(OVER);
      }
      over.await();
      if (isClosed()) {
        throw new InterruptedException(OVER);
      }
    } finally {
      alarm.cancel();
      pause = null;
    }
  }

  private void endPause() {
    CountDownLatch waited = pause;
    if (waited != null) {
      waited.countDown();
    }
  }

  private @Nullable Load taken(boolean staysHeld) {
    synchronized (producer) {
      refuseWhenClosed();
      Load load = take();
      held = staysHeld;
      return load;
    }
  }

  private @Nullable Load lastLoad() {
    synchronized (producer) {
      return take();
    }
  }

  private @Nullable Load take() {
    commits++;
    pipeline = null;
    if (departure != null) {
      departure.cancel();
      departure = null;
    }
    return producer.take();
  }

  /// The pipeline of what is being recorded, which departs in a slot's time from its beginning.
  private Pipeline current() {
    Pipeline now = pipeline;
    if (now == null) {
      long after = commits;
      now = works.pipeline().get();
      pipeline = now;
      departure =
          works
              .scheduler()
              .after(
                  SLOT, () -> Thread.ofVirtual().name("generator-slot").start(() -> depart(after)));
    }
    return now;
  }

  private boolean isClosed() {
    synchronized (producer) {
      return closed;
    }
  }

  private void refuseWhenClosed() {
    if (closed) {
      throw new IllegalStateException(OVER);
    }
  }
}
