package dev.sonde.engine;

import dev.sonde.api.Appended;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Slot;
import dev.sonde.api.Stale;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
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
///
/// A generator's run goes on for days. Its emitter takes what was recorded as a [Load] and sends it
/// without this lock, while the next load fills.
final class Producer {
  static final int FORGET_AFTER_RUNS = 10;

  /// How far ahead of the clock a series may get whose values come faster than milliseconds.
  private static final long CROWDED_MILLIS = 100;

  private static final long AHEAD_MILLIS = 10 * 60 * 1_000;
  private static final int SWEEP_FIRST_AT = 1_024;

  private record Key(String name, Labels labels) {}

  private final SeriesTable table;
  private final Families families;
  private final LiveView live;
  private final Overflow journal;
  private final boolean essential;
  private final Map<Key, ProducerSlot> slots = new HashMap<>();
  private final Ledger ledger = new Ledger();
  private Load load = new Load();

  /// Where to record while another load is on its way.
  private @Nullable Load spare;

  private long run;
  private int sweepAt = SWEEP_FIRST_AT;

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

  /// Begins a run that sends by itself.
  synchronized RunEmitter emit(GeneratorWorks works, Consumer<Map<String, String>> absences) {
    run++;
    return new RunEmitter(this, works, absences);
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

  /// This producer's own slot.
  ProducerSlot own(Slot slot) {
    if (!(slot instanceof ProducerSlot own) || own.owner != this) {
      throw new IllegalArgumentException("this slot belongs to another component");
    }
    return own;
  }

  void record(ProducerSlot given, Pipeline pipeline, long timeMillis, double value, boolean once) {
    load.tally.received(1);
    ProducerSlot slot = current(given);
    if (once && slot.lastRun == run) {
      load.tally.refused("duplicate", 1);
      return;
    }
    if (slot.generation != pipeline.generation() || (slot.target == null && mayRetry(slot))) {
      decide(slot, pipeline, timeMillis);
    }
    slot.lastRun = run;
    write(slot, timeMillis, value);
  }

  /// Records what is so now, at the next millisecond in which its series has no value.
  void recordNow(ProducerSlot given, Pipeline pipeline, long now, double value) {
    ProducerSlot slot = current(given);
    long last = slot.lastMillis;
    if (last == now + CROWDED_MILLIS) {
      refuse("too_fast");
    } else {
      boolean crowded = last >= now && last < now + CROWDED_MILLIS;
      recordAt(slot, pipeline, now, crowded ? last + 1 : now, value);
    }
  }

  /// Records what was so at some time.
  void recordAt(ProducerSlot given, Pipeline pipeline, long now, long timeMillis, double value) {
    if (timeMillis > now + AHEAD_MILLIS) {
      refuse("too_far_ahead");
    } else {
      current(given).lastMillis = timeMillis;
      record(given, pipeline, timeMillis, value, false);
    }
  }

  /// Ends one series and forgets its slot.
  void endOne(ProducerSlot given, long now) {
    ProducerSlot slot = slots.remove(new Key(given.family.name(), given.labels));
    if (slot != null) {
      end(slot, now);
      slot.lastMillis = Math.max(now, slot.lastMillis + 1);
      release(slot);
    }
  }

  /// Another pipeline is in force: a series that it makes something else of ends under its old
  /// name.
  void reconsider(Pipeline pipeline, long timeMillis) {
    for (ProducerSlot each : slots.values()) {
      if (each.generation != 0 && each.generation != pipeline.generation()) {
        decide(each, pipeline, timeMillis);
      }
    }
  }

  /// How many samples have been recorded and not taken.
  int recorded() {
    return load.batch.size();
  }

  /// What was recorded so far; null when there is nothing. Whoever takes it sends it, one at a
  /// time.
  @Nullable Load take() {
    if (load.isEmpty()) {
      return null;
    }
    Load full = load;
    load = spare == null ? new Load() : spare;
    spare = null;
    sweep();
    return full;
  }

  /// Shows what was taken in the live view.
  void show(Load full) {
    live.apply(full.batch);
  }

  /// Sends what was taken, or has it wait in memory.
  void append(Load full) {
    journal.append(full.batch, ledger, full.tally);
    sent(full);
  }

  /// Sends what was taken if the journal takes it now.
  Appended offer(Load full) {
    Appended answer = journal.appendNow(full.batch, ledger, full.tally);
    if (!(answer instanceof Appended.Refused)) {
      sent(full);
    }
    return answer;
  }

  /// Gives up what was taken.
  void refuse(Load full, String reason) {
    full.tally.refused(reason, full.batch.size());
    ledger.taken(full.tally, 0);
    sent(full);
  }

  private void sent(Load full) {
    full.leaving.forEach(table::release);
    full.clear();
    synchronized (this) {
      spare = full;
    }
  }

  private void refuse(String reason) {
    load.tally.received(1);
    load.tally.refused(reason, 1);
  }

  /// As it is known here; a slot that was forgotten may have a successor.
  private ProducerSlot current(ProducerSlot given) {
    return given.generation == 0 ? remembered(given) : given;
  }

  /// Slots that came to nothing would pile up in a run that goes on.
  private void sweep() {
    if (slots.size() > sweepAt) {
      slots.values().removeIf(Producer::cameToNothing);
      sweepAt = Math.max(SWEEP_FIRST_AT, 2 * slots.size());
    }
  }

  private static boolean cameToNothing(ProducerSlot slot) {
    boolean nothing = slot.target == null;
    if (nothing) {
      slot.generation = 0;
    }
    return nothing;
  }

  private void write(ProducerSlot slot, long timeMillis, double value) {
    if (slot.target != null && enlivened(slot, slot.target)) {
      load.batch.add(slot.target, timeMillis, value);
    } else if (slot.target != null) {
      load.tally.refused("duplicate", 1);
    } else if (slot.filtered) {
      load.tally.filtered(slot.reason, 1);
    } else {
      load.tally.refused(slot.reason, 1);
    }
  }

  /// Ends the run: what was not recorded goes stale, and the batch goes to the journal and the live
  /// view.
  void finish(long timeMillis) {
    endUnrecorded(timeMillis);
    commit();
  }

  /// Ends the run and every series; what was recorded waits to be taken.
  void finishAll(long timeMillis) {
    run++;
    endUnrecorded(timeMillis);
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
    load.leaving.add(before);
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
      ended(slot.target, Math.max(timeMillis, slot.lastMillis + 1));
    }
  }

  /// The marker is for the end of the series, not for that of one of those who produce it.
  private void ended(Series series, long timeMillis) {
    if (table.ends(series)) {
      load.tally.received(1);
      load.batch.add(series, timeMillis, Stale.marker());
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
      load.leaving.add(slot.target);
      slot.target = null;
    }
  }

  private void commit() {
    live.apply(load.batch);
    journal.append(load.batch, ledger, load.tally);
    load.leaving.forEach(table::release);
    load.clear();
  }
}
