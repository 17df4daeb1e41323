package dev.sonde.delivery;

import dev.sonde.api.Shipper;
import dev.sonde.api.Time;
import dev.sonde.journal.Destination;
import dev.sonde.journal.Journal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what the journal holds to one destination, on a virtual thread of its own, one batch at a
/// time, in order, until it is taken.
///
/// # Lifecycle
///
/// 1. [#start] opens the destination's place in the journal and begins. What can't be opened or
///    made is tried again with back-off and shown as failing.
/// 2. A change of plan takes over between two attempts: the attempt under way ends under the
///    shipper it began with. The place in the journal and all counters go on.
/// 3. [#close(Duration)] delivers what it can in the time given, interrupts what then still hangs,
///    and leaves the rest to the journal. Closing twice is fine.
public final class Courier implements AutoCloseable {
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);
  private static final long IDLE_NANOS = Duration.ofMillis(100).toNanos();

  private final Journal journal;
  private final Pause pause;
  private final Kit kit;
  private final AtomicReference<@Nullable CourierPlan> change = new AtomicReference<>();
  private volatile CourierPlan plan;
  private volatile @Nullable Destination destination;
  private @Nullable Shipper shipper;
  private @Nullable Round round;
  private @Nullable Load begun;
  private @Nullable Thread thread;
  private volatile boolean closing;
  private volatile long closeAtNanos;
  private boolean done;
  private boolean idle;

  /// @param random for the back-off's jitter; used by this courier alone
  /// @param indexes gives the index of a series that a selection renames: each number once in a
  ///   process
  public Courier(
      CourierPlan plan, Journal journal, Time time, RandomGenerator random, IntSupplier indexes) {
    this(plan, journal, time, random, indexes, Pause.REAL, logger(plan));
  }

  Courier(
      CourierPlan plan,
      Journal journal,
      Time time,
      RandomGenerator random,
      IntSupplier indexes,
      Pause pause,
      Logger log) {
    this.plan = plan;
    this.journal = journal;
    this.pause = pause;
    this.kit =
        new Kit(time, random, indexes, log, new Interrupts(), new Breaker(log, time), new Ledger());
  }

  static Logger logger(CourierPlan plan) {
    return LoggerFactory.getLogger("sonde.courier." + plan.name());
  }

  /// Begins. Once.
  public void start() {
    try {
      open();
    } catch (IOException | RuntimeException notYet) {
      kit.log().debug("its place in the journal can't be opened yet", notYet);
    }
    thread = Thread.ofVirtual().name("courier-" + plan.name()).start(this::run);
  }

  /// How it is doing. Waits for nothing.
  public CourierStatus status() {
    Breaker.State state = kit.breaker().state();
    Ledger ledger = kit.ledger();
    return new CourierStatus(
        plan.name(),
        plan.required(),
        state.circuit(),
        Optional.ofNullable(destination).map(Destination::standing),
        ledger.batches(),
        ledger.samples(),
        ledger.attempts(),
        ledger.failures(),
        state.inARow(),
        state.lastError(),
        state.lastErrorMillis(),
        kit.breaker().untilNext(),
        ledger.inHand().samples(),
        ledger.inHand().oldestMillis(),
        ledger.setAside().batches(),
        ledger.setAside().samples());
  }

  /// Stops at once: interrupts the attempt under way and leaves the rest to the journal.
  @Override
  public void close() {
    close(Duration.ZERO);
  }

  /// Stops: delivers what it can within the time given. A destination that fails gets no further
  /// try.
  public void close(Duration flush) {
    beginClose(flush);
    awaitClosed(flush);
  }

  String name() {
    return plan.name();
  }

  CourierPlan plan() {
    CourierPlan next = change.get();
    return next == null ? plan : next;
  }

  void change(CourierPlan next) {
    change.set(next);
    kit.interrupts().wake();
  }

  void beginClose(Duration flush) {
    if (!closing) {
      closeAtNanos = kit.time().nanos() + flush.toNanos();
      closing = true;
    }
    kit.interrupts().wake();
  }

  void awaitClosed(Duration rest) {
    Thread running = thread;
    try {
      if (running == null || running.join(rest)) {
        return;
      }
      kit.interrupts().end();
      if (!running.join(AFTER_INTERRUPT)) {
        kit.log()
            .warn(
                "it does not end, as its shipper or the journal's disk hangs, and is left alone; what is not"
                    + " delivered stays in the journal");
      }
    } catch (InterruptedException hurried) {
      kit.interrupts().end();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!done && !kit.interrupts().over()) {
        boolean last = closing;
        follow(step(), last);
      }
    } catch (Error defect) {
      kit.log().error("has ended by a defect, please report it; start Sonde again", defect);
      throw defect;
    } finally {
      closeShipper();
      closeDestination();
    }
  }

  private Next step() {
    try {
      takeOver();
      return round().step();
    } catch (IOException | RuntimeException | LinkageError notYet) {
      return notYet(notYet);
    }
  }

  private void follow(Next next, boolean last) {
    if (closing && kit.time().nanos() - closeAtNanos >= 0) {
      done = true;
      return;
    }
    switch (next) {
      case Next.AtOnce() -> idle = false;
      case Next.WhenMore() -> {
        done = last;
        awaitMore();
      }
      case Next.After(var nanos) -> {
        rest(nanos);
        done = closing;
      }
    }
  }

  private void awaitMore() {
    Destination open = destination;
    if (done || open == null) {
      return;
    }
    if (idle) {
      rest(IDLE_NANOS); // a journal that is closed does not wait
    }
    CourierConfig config = plan.config();
    idle = !kit.interrupts().waiting(() -> open.await(config.batchSamples(), config.linger()));
  }

  private void rest(long nanos) {
    if (!closing) {
      kit.interrupts().waiting(() -> pause.sleep(nanos));
    }
  }

  private void takeOver() {
    Round current = round;
    if (change.get() == null || (current != null && current.unfinished())) {
      return;
    }
    CourierPlan next = change.getAndSet(null);
    if (next == null) {
      return;
    }
    begun = current == null ? begun : current.handOver();
    closeShipper();
    if (!next.samePlace(plan)) {
      begun = null;
      closeDestination();
    }
    plan = next;
    kit.breaker().changed();
  }

  private Round round() throws IOException {
    Round current = round;
    if (current != null) {
      return current;
    }
    Destination place = open();
    Shipper made = plan.make().get();
    shipper = made;
    Round fresh = new Round(kit, plan, place, made, begun);
    begun = null;
    round = fresh;
    return fresh;
  }

  private Destination open() throws IOException {
    Destination current = destination;
    if (current != null) {
      return current;
    }
    Destination opened = journal.destination(plan.name(), plan.startAt(), plan.required());
    kit.ledger().look(opened.deadLetters());
    destination = opened;
    return opened;
  }

  private Next notYet(Throwable why) {
    Destination place = destination;
    CourierConfig config = plan.config();
    Breaker breaker = kit.breaker();
    long wait =
        new Backoff(config, kit.random()).nanos(breaker.state().failures() + 1, Optional.empty());
    String what = place == null ? "its place in the journal can't be opened: " : "can't begin: ";
    breaker.failed(
        Trouble.of(what + Words.of(why)),
        config.openAfter(),
        wait,
        place == null ? 0 : place.standing().pending());
    return new Next.After(wait);
  }

  private void closeShipper() {
    Shipper closed = shipper;
    shipper = null;
    round = null;
    kit.ledger().done();
    try {
      if (closed != null) {
        closed.close();
      }
    } catch (Exception defect) {
      kit.log().error("its shipper could not be closed", defect);
    }
  }

  private void closeDestination() {
    Destination closed = destination;
    destination = null;
    try {
      if (closed != null) {
        closed.close();
      }
    } catch (RuntimeException failed) {
      kit.log().warn("its place in the journal could not be closed well", failed);
    }
  }
}
