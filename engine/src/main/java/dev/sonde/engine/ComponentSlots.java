package dev.sonde.engine;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/// The series in which one component is measured: the same for every component.
final class ComponentSlots {
  private static final double NANOS_PER_SECOND = 1e9;

  private record Reason(Family family, String reason) {}

  private final Labels labels;
  private final IdentityHashMap<Family, Slot> slots = new IdentityHashMap<>();
  private final Map<Reason, Slot> byReason = new HashMap<>();

  ComponentSlots(ComponentStatus of) {
    labels = Labels.of("kind", of.kind(), "component", of.name());
  }

  void record(Recorder out, ComponentStatus of) {
    boolean healthy = of.state() != ComponentStatus.State.FAILING;
    one(out, SelfFamilies.HEALTHY, healthy ? 1 : 0);
    one(out, SelfFamilies.RUNS, of.runs());
    one(out, SelfFamilies.FAILURES, of.failures());
    one(out, SelfFamilies.SKIPPED, of.skipped());
    one(out, SelfFamilies.RUN_SECONDS, of.totalRunNanos() / NANOS_PER_SECOND);
    one(out, SelfFamilies.ABSENT, of.absent().size());
    one(out, SelfFamilies.RECEIVED, of.totals().received());
    one(out, SelfFamilies.ACCEPTED, of.totals().accepted());
    if (of.kind().equals(Inlet.KIND)) {
      one(out, SelfFamilies.REPEATED, of.totals().repeated());
    }
    one(out, SelfFamilies.WAITING, of.totals().waiting());
    reasons(out, SelfFamilies.FILTERED, of.totals().filtered());
    reasons(out, SelfFamilies.REFUSED, of.totals().refused());
  }

  private void one(Recorder out, Family family, double value) {
    out.record(slots.computeIfAbsent(family, each -> out.slot(each, labels)), value);
  }

  private void reasons(Recorder out, Family family, Map<String, Long> counts) {
    counts.forEach((reason, count) -> {
      Slot slot =
          byReason.computeIfAbsent(
              new Reason(family, reason),
              each -> out.slot(each.family(), labels.with("reason", each.reason())));
      out.record(slot, count);
    });
  }
}
