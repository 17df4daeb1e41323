package dev.sonde.app;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import dev.sonde.api.store.Holding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What the store holds, among Sonde's own metrics; what its courier does stands among the
/// destinations.
final class StoreMetrics implements Consumer<Recorder> {
  private static final Family BYTES =
      Family.gauge("sonde_store_bytes", "bytes", "What the history takes.");
  private static final Family SERIES =
      Family.gauge("sonde_store_series", "", "Series that are stored.");
  private static final Family DAYS =
      Family.gauge("sonde_store_days", "", "Days (UTC) with history, thinned-out ones too.");
  private static final Family DAMAGES =
      Family.counter(
          "sonde_store_damages_total", "", "Places of the history found damaged and left out.");
  private static final Family FAILURES =
      Family.counter(
          "sonde_store_housekeeping_failures_total",
          "",
          "How often packing, thinning out and dropping what is too old failed.");

  private final Shelf shelf;
  private final Map<Family, Slot> slots = new HashMap<>();

  StoreMetrics(Shelf shelf) {
    this.shelf = shelf;
  }

  /// All of them, for the reference.
  static List<Family> families() {
    return List.of(BYTES, SERIES, DAYS, DAMAGES, FAILURES);
  }

  @Override
  public void accept(Recorder out) {
    if (shelf.history().isEmpty()) {
      return;
    }
    record(out, FAILURES, shelf.failures());
    shelf.holding().ifPresent(each -> record(out, each));
  }

  private void record(Recorder out, Holding of) {
    record(out, BYTES, of.bytes());
    record(out, SERIES, of.series());
    record(out, DAYS, of.days());
    record(out, DAMAGES, of.damaged());
  }

  private void record(Recorder out, Family family, double value) {
    out.record(slots.computeIfAbsent(family, each -> out.slot(each, Labels.NONE)), value);
  }
}
