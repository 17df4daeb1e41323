package dev.sonde.delivery;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import java.util.HashMap;
import java.util.Map;

/// Slots that share some labels, kept from run to run.
final class Slots {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Labels labels;
  private final Map<String, Slot> slots = new HashMap<>();

  Slots(Labels labels) {
    this.labels = labels;
  }

  void record(Recorder out, Family family, double value) {
    out.record(slots.computeIfAbsent(family.name(), _ -> out.slot(family, labels)), value);
  }

  void record(Recorder out, Family family, String label, Map<String, Long> values) {
    values.forEach((text, value) -> record(out, family, label, text, value));
  }

  void record(Recorder out, Family family, String label, String text, double value) {
    Slot slot =
        slots.computeIfAbsent(
            family.name() + ' ' + text, _ -> out.slot(family, labels.with(label, text)));
    out.record(slot, value);
  }

  static double seconds(long nanos) {
    return nanos / NANOS_PER_SECOND;
  }
}
