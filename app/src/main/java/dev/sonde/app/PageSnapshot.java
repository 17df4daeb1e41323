package dev.sonde.app;

import dev.sonde.api.Recorder;
import dev.sonde.api.Time;
import dev.sonde.collectors.scrape.Probed;
import dev.sonde.engine.Engine;
import dev.sonde.engine.LiveOnly;
import dev.sonde.engine.Plan;
import dev.sonde.engine.Plan.CollectorPlan;
import dev.sonde.engine.RunSettings;
import dev.sonde.engine.Snapshot;
import java.time.Duration;
import java.util.List;

/// One page as the live view would have it.
final class PageSnapshot {
  private static final Duration LONG = Duration.ofMinutes(1);

  private PageSnapshot() {}

  static Snapshot of(Probed page, Time time, SondeConfig config) throws InterruptedException {
    var engine = new Engine(time, new LiveOnly());
    var collector =
        new CollectorPlan(
            "scrape", "", new RunSettings(LONG, LONG), true, () -> out -> record(page, out));
    engine.apply(new Plan(List.of(collector), List.of(), List.of(), config.limits()));
    engine.collectOnce();
    Snapshot snapshot = engine.live().snapshot();
    engine.close(LONG);
    return snapshot;
  }

  private static void record(Probed page, Recorder out) {
    for (Probed.Line each : page.lines()) {
      out.record(out.slot(each.family(), each.labels()), each.value(), each.timeMillis());
    }
  }
}
