package dev.sonde.engine;

import dev.sonde.api.Batch;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Stale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One component's place in the engine: its slots with the pipeline's verdicts, its batch, its
/// counts.
///
/// # Implementation notes
///
/// A run opens a recorder over the producer and ends it; in between samples go into the batch. All
/// of it happens under this object's lock: a recorder that is cut off at its deadline closes under
/// the same lock, so what a late thread still tries to write can't land in the next batch.
///
/// A slot that a run did not record ends there and then: a stale marker goes into the batch, the
/// live view forgets it. A slot unused for [#FORGET_AFTER_RUNS] runs gives its series back.
final class Producer {
  static final int FORGET_AFTER_RUNS = 10;

  private record Key(String name, Labels labels) {}

  private final SeriesTable table;
  private final Families families;
  private final LiveView live;
  private final Overflow journal;
  private final boolean essential;
  private final Map<Key, ProducerSlot> slots = new HashMap<>();
  private final Tally tally = new Tally();
  private final Batch batch = new Batch();

  /// Series to give back once the live view has seen their end.
  private final List<Series> leaving = new ArrayList<>();

  private final Ledger ledger = new Ledger();
  private long run;

  /// @param essential are its series taken even when there are as many as there may be?
  Producer(
      SeriesTable table, Families families, LiveView live, Overflow journal, boolean essential) {
    this.table = table;
    this.families = families;
    this.live = live;
    this.journal = journal;
    this.essential = essential;
  }

  /// Begins a run.
  synchronized RunRecorder open(Pipeline pipeline, long timeMillis) {
    run++;
    return new RunRecorder(this, pipeline, timeMillis);
  }

  /// The counts as the runs that ended left them. Waits for nobody, so that health answers while a
  /// journal hangs.
  Totals totals() {
    return ledger.totals();
  }

  ProducerSlot slot(Family family, Labels labels) {
    return slots.computeIfAbsent(
        new Key(family.name(), labels), _ -> new ProducerSlot(this, family, labels));
  }

  void record(ProducerSlot given, Pipeline pipeline, long timeMillis, double value, boolean once) {
    tally.received(1);
    ProducerSlot slot = given.generation == 0 ? remembered(given) : given;
    if (once && slot.lastRun == run) {
      tally.refused("duplicate", 1);
      return;
    }
    if (slot.generation != pipeline.generation() || (slot.target == null && mayRetry(slot))) {
      decide(slot, pipeline, timeMillis);
    }
    slot.lastRun = run;
    write(slot, timeMillis, value);
  }

  private void write(ProducerSlot slot, long timeMillis, double value) {
    if (slot.target != null && enlivened(slot, slot.target)) {
      batch.add(slot.target, timeMillis, value);
    } else if (slot.target != null) {
      tally.refused("duplicate", 1);
    } else if (slot.filtered) {
      tally.filtered(slot.reason, 1);
    } else {
      tally.refused(slot.reason, 1);
    }
  }

  /// Ends the run: what was not recorded goes stale, and the batch goes to the journal and the live
  /// view.
  void finish(long timeMillis) {
    endUnrecorded(timeMillis);
    commit();
  }

  /// Ends every series: the component goes.
  synchronized void retire(long timeMillis) {
    for (ProducerSlot slot : slots.values()) {
      end(slot, timeMillis);
      release(slot);
    }
    slots.clear();
    commit();
  }

  /// A slot that is new, or was forgotten while its component kept it.
  private ProducerSlot remembered(ProducerSlot slot) {
    return slots.computeIfAbsent(new Key(slot.family.name(), slot.labels), _ -> slot);
  }

  private static boolean mayRetry(ProducerSlot slot) {
    return !slot.filtered && slot.reason.equals("max_series") && slot.owner.table.hasRoom();
  }

  private void decide(ProducerSlot slot, Pipeline pipeline, long timeMillis) {
    Pipeline.Decision decision = pipeline.decide(slot.family.name(), slot.labels);
    @Nullable Series before = slot.target;
    slot.target = null;
    slot.filtered = false;
    switch (decision) {
      case Pipeline.Decision.Dropped(_, var reason) -> {
        slot.reason = reason;
        slot.filtered = true;
      }
      case Pipeline.Decision.Kept(var name, var labels) -> aim(slot, name, labels);
    }
    slot.generation = pipeline.generation();
    if (before != null) {
      leave(slot, before, timeMillis);
    }
  }

  private void leave(ProducerSlot slot, Series before, long timeMillis) {
    if (slot.live && before != slot.target) {
      slot.live = false;
      ended(before, timeMillis);
    }
    leaving.add(before);
  }

  private void aim(ProducerSlot slot, String name, Labels labels) {
    if (!table.allows(name, labels)) {
      slot.reason = "label_limit";
      return;
    }
    slot.target = table.acquire(name, labels, essential);
    slot.reason = "max_series";
    Family family = slot.family;
    families.declare(
        name.equals(family.name())
            ? family
            : new Family(name, family.kind(), family.unit(), family.help()));
  }

  private void endUnrecorded(long timeMillis) {
    for (Iterator<ProducerSlot> each = slots.values().iterator(); each.hasNext(); ) {
      ProducerSlot slot = each.next();
      if (slot.lastRun != run) {
        end(slot, timeMillis);
        if (run - slot.lastRun > FORGET_AFTER_RUNS) {
          release(slot);
          each.remove();
        }
      }
    }
  }

  private void end(ProducerSlot slot, long timeMillis) {
    if (slot.live && slot.target != null) {
      slot.live = false;
      ended(slot.target, timeMillis);
    }
  }

  /// The marker is for the end of the series, not for that of one of those who produce it.
  private void ended(Series series, long timeMillis) {
    if (table.ends(series)) {
      tally.received(1);
      batch.add(series, timeMillis, Stale.marker());
    }
  }

  /// Two slots may come to the same series, when a processor takes away what told them apart: the
  /// first one that has a value stands for it.
  private boolean enlivened(ProducerSlot slot, Series target) {
    if (slot.live) {
      return true;
    }
    if (table.enliven(target) > 1 && anotherIsLive(target)) {
      table.ends(target);
      return false;
    }
    slot.live = true;
    return true;
  }

  private boolean anotherIsLive(Series target) {
    for (ProducerSlot each : slots.values()) {
      if (each.live && each.target == target) {
        return true;
      }
    }
    return false;
  }

  private void release(ProducerSlot slot) {
    slot.generation = 0;
    if (slot.target != null) {
      leaving.add(slot.target);
      slot.target = null;
    }
  }

  private void commit() {
    live.apply(batch);
    journal.append(batch, ledger, tally);
    tally.clear();
    batch.clear();
    leaving.forEach(table::release);
    leaving.clear();
  }
}
