package dev.sonde.delivery;

import dev.sonde.api.Time;
import dev.sonde.journal.Journal;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// All couriers of a program: one for each destination of its configuration. Safe for many threads.
public final class Couriers implements AutoCloseable {
  private static final Duration REMOVED = Duration.ofSeconds(2);

  private final Journal journal;
  private final Time time;
  private final Duration removed;
  private final Function<CourierPlan, Courier> maker;
  private volatile List<Courier> couriers = List.of();
  private boolean closed;

  /// @param randoms a generator of its own for each courier
  /// @param indexes gives the index of a series that a selection renames: each number once in a
  ///   process
  public Couriers(
      Journal journal,
      Time time,
      Supplier<? extends RandomGenerator> randoms,
      IntSupplier indexes) {
    this(journal, time, REMOVED, plan -> new Courier(plan, journal, time, randoms.get(), indexes));
  }

  /// @param removed time for what is under way at one that is not mentioned any more
  Couriers(Journal journal, Time time, Duration removed, Function<CourierPlan, Courier> maker) {
    this.journal = journal;
    this.time = time;
    this.removed = removed;
    this.maker = maker;
  }

  /// Makes the couriers what a configuration says, at the start and at every reload.
  ///
  /// One whose plan is the same goes on undisturbed. One whose plan changed takes the new shipper
  /// between two attempts; its place and counters go on. One that is not mentioned any more is
  /// closed, with two seconds for what is under way; the journal keeps its place for a day.
  ///
  /// @throws IllegalArgumentException when a name is there twice; then nothing is changed
  public synchronized void apply(List<CourierPlan> plans) {
    Set<String> names = names(plans);
    if (closed) {
      throw new IllegalStateException("the couriers are closed");
    }
    close(couriers.stream().filter(each -> !names.contains(each.name())).toList(), removed);
    couriers = plans.stream().map(this::courier).toList();
    journal.retain(names);
  }

  /// How each is doing, in the order of the configuration. Waits for nothing.
  public List<CourierStatus> status() {
    return couriers.stream().map(Courier::status).toList();
  }

  /// Stops at once.
  @Override
  public void close() {
    close(Duration.ZERO);
  }

  /// Stops all of them together: each delivers what it can in the time given, the rest stays in the
  /// journal.
  public synchronized void close(Duration flush) {
    closed = true;
    close(couriers, flush);
  }

  private void close(List<Courier> leaving, Duration flush) {
    long until = time.nanos() + flush.toNanos();
    leaving.forEach(each -> each.beginClose(flush));
    for (Courier each : leaving) {
      each.awaitClosed(Duration.ofNanos(Math.max(0, until - time.nanos())));
    }
  }

  private Courier courier(CourierPlan plan) {
    for (Courier running : couriers) {
      if (running.name().equals(plan.name())) {
        if (!running.plan().sameAs(plan)) {
          running.change(plan);
        }
        return running;
      }
    }
    Courier fresh = maker.apply(plan);
    fresh.start();
    return fresh;
  }

  private static Set<String> names(List<CourierPlan> plans) {
    var names = new LinkedHashSet<String>();
    for (CourierPlan plan : plans) {
      if (!names.add(plan.name())) {
        throw new IllegalArgumentException(
            "there are two destinations " + plan.name() + "; give each a name of its own");
      }
    }
    return names;
  }
}
