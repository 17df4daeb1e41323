package dev.sonde.collectors.container;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One container as it is measured, from run to run. Allocates nothing in a run unless something
/// has changed. For one thread.
final class Tracked {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MOST_PERCENT = 100;

  private Known known;
  private Labels labels;
  private final @Nullable Slot[] slots = new Slot[Vital.count()];
  private final Vitals vitals = new Vitals();
  private List<Reading> readings = List.of();
  private boolean attached;
  private boolean seen;
  private boolean hadOwnClock;
  private double lastCpu = Double.NaN;
  private long lastNanos;

  Tracked(Known known, Labels labels) {
    this.known = known;
    this.labels = labels;
  }

  Known known() {
    return known;
  }

  /// Has it sources for its numbers?
  boolean isAttached() {
    return attached;
  }

  /// Is it about time to find such sources?
  boolean wantsReadings() {
    return !attached && known.life().status().isAlive();
  }

  void attach(List<Reading> to) {
    release();
    boolean otherClock = to.stream().anyMatch(Reading::hasOwnClock);
    if (otherClock || hadOwnClock) {
      lastCpu = Double.NaN;
    }
    hadOwnClock = otherClock;
    readings = List.copyOf(to);
    attached = true;
    seen = false;
  }

  void detach() {
    release();
    lastCpu = Double.NaN;
  }

  private void release() {
    readings.forEach(Reading::close);
    readings = List.of();
    attached = false;
  }

  /// Has it lost its processes, or its files, though its engine says that it runs? Podman notices
  /// an end only when it looks.
  boolean seemsOver() {
    boolean empty = vitals.of(Vital.PIDS) == 0;
    boolean gone = seen && Double.isNaN(vitals.of(Vital.CPU_SECONDS));
    return known.life().status().isAlive() && (empty || gone);
  }

  /// What the engine now says of it.
  void update(Known now, Labels nowLabels) {
    if (isAnotherRun(now)) {
      detach();
    } else if (isBetterKnown(now)) {
      release();
    }
    known = now;
    if (!labels.equals(nowLabels)) {
      labels = nowLabels;
      Arrays.fill(slots, null);
      vitals.network.forgetSlots();
      vitals.devices.forgetSlots();
    }
  }

  /// Records all that is known of it now.
  ///
  /// @param sure is what the engine said last to be believed?
  /// @param memory of the machine, NaN when it is not known
  void record(Recorder out, boolean sure, double memory) {
    vitals.clear();
    for (int i = 0; i < readings.size(); i++) {
      readings.get(i).read(vitals);
    }
    derive(memory);
    seen |= !Double.isNaN(lastCpu);
    if (sure) {
      known.life().write(vitals, out.time());
    }
    for (int i = 0; i < slots.length; i++) {
      record(i, out);
    }
    record(vitals.network, out);
    record(vitals.devices, out);
  }

  /// Has it ended or been started anew? A start that was only heard of is a little later than the
  /// one that its engine then tells.
  private boolean isAnotherRun(Known now) {
    Life before = known.life();
    Life after = now.life();
    boolean otherProcess = before.pid() != 0 && before.pid() != after.pid();
    boolean laterStart = before.startMillis() != 0 && after.startMillis() > before.startMillis();
    return !after.status().isAlive() || otherProcess || laterStart;
  }

  /// Is more known of the same run, so that other files may be read of it?
  private boolean isBetterKnown(Known now) {
    return known.life().pid() != now.life().pid() || !known.plan().equals(now.plan());
  }

  private void derive(double memory) {
    double usage = vitals.of(Vital.MEMORY_USAGE);
    double limit = Math.min(orInfinite(vitals.of(Vital.MEMORY_LIMIT)), orInfinite(memory));
    double inactive = vitals.of(Vital.MEMORY_INACTIVE_FILE);
    vitals.set(Vital.MEMORY_WORKING_SET, Math.max(0, usage - inactive));
    if (limit > 0 && limit < Double.POSITIVE_INFINITY) {
      vitals.set(Vital.MEMORY_PERCENT, rounded(Math.min(MOST_PERCENT, 100 * usage / limit)));
    }
    deriveCpu(vitals.of(Vital.CPU_SECONDS));
  }

  /// A run that could not read the time is passed over: the next one compares with the one before.
  private void deriveCpu(double cpu) {
    if (Double.isNaN(cpu)) {
      return;
    }
    double span = (vitals.cpuNanos() - lastNanos) / NANOS_PER_SECOND;
    if (cpu >= lastCpu && span > 0) {
      vitals.set(Vital.CPU_PERCENT, rounded(100 * (cpu - lastCpu) / span));
    }
    lastCpu = cpu;
    lastNanos = vitals.cpuNanos();
  }

  private static double orInfinite(double value) {
    return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
  }

  private static double rounded(double percent) {
    return Math.rint(percent * 100) / 100;
  }

  private void record(int vital, Recorder out) {
    double value = vitals.of(vital);
    if (Double.isFinite(value)) {
      Slot slot = slots[vital];
      if (slot == null) {
        Vital of = Vital.at(vital);
        slot = out.slot(of.family, labels.with(of.labels));
        slots[vital] = slot;
      }
      out.record(slot, value);
    }
  }

  private void record(Parts parts, Recorder out) {
    for (int i = 0; i < parts.count(); i++) {
      Part part = parts.at(i);
      for (int column = 0; column < part.values.length; column++) {
        if (Double.isFinite(part.values[column])) {
          out.record(slot(parts.kind, part, column, out), part.values[column]);
        }
      }
    }
  }

  private Slot slot(PartKind kind, Part part, int column, Recorder out) {
    Slot slot = part.slots[column];
    if (slot == null) {
      Family family = kind.families.get(column);
      slot = out.slot(family, labels.with(kind.label, part.name));
      part.slots[column] = slot;
    }
    return slot;
  }
}
