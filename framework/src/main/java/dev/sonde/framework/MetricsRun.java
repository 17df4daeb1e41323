package dev.sonde.framework;

import dev.sonde.api.Collector;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.MetricValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A registered collector as the engine runs it. A run measures all there is, or what somebody
/// demands.
final class MetricsRun implements Collector {
  private final CollectorConfig config;
  private final Source source;
  private final Attempts attempts;
  private final Works works;
  private final Latest latest;
  private final AtomicReference<@Nullable Demand> demanded = new AtomicReference<>();

  MetricsRun(CollectorConfig config, Source source, Works works) {
    this.config = config;
    this.source = source;
    this.attempts = new Attempts(config, source, works);
    this.works = works;
    this.latest = new Latest(config.interval());
  }

  Attempts attempts() {
    return attempts;
  }

  /// The next run is for this.
  void demand(Demand of) {
    demanded.set(of);
  }

  @Override
  public boolean comparesReadings() {
    return source.comparesReadings();
  }

  @Override
  public void collect(Recorder out) throws Exception {
    Demand demand = demanded.getAndSet(null);
    var findings = new Findings();
    List<Container> only = demand == null ? List.of() : demand.targets();
    try {
      attempts.run(only, findings);
    } finally {
      findings.close();
      Map<String, List<MetricValue>> found = finished(findings.values(), out.time());
      if (demand != null) {
        demand.answer(found);
      }
      keep(only, found);
      record(out);
      findings.absences().forEach(out::absent);
    }
  }

  @Override
  public void close() {
    source.close();
  }

  private void keep(List<Container> only, Map<String, List<MetricValue>> found)
      throws InterruptedException {
    if (only.isEmpty()) {
      latest.replace(found, works.time().nanos());
    } else {
      List<Container> present = works.containers().present().containers();
      latest.update(found, only, present, works.time().nanos());
    }
  }

  private void record(Recorder out) {
    for (MetricValue each : latest.values()) {
      long millis = each.timestamp().map(Instant::toEpochMilli).orElse(out.time());
      if (millis == out.time()) {
        out.record(each.family(), each.labels(), each.value());
      } else {
        out.record(out.slot(each.family(), each.labels()), each.value(), millis);
      }
    }
  }

  /// With the collector's own labels, and an instant each.
  private Map<String, List<MetricValue>> finished(
      Map<String, List<MetricValue>> found, long timeMillis) {
    var finished = new LinkedHashMap<String, List<MetricValue>>();
    Labels custom = config.customLabels();
    Optional<Instant> now = Optional.of(Instant.ofEpochMilli(timeMillis));
    found.forEach((id, values) ->
        finished.put(
            id,
            values.stream()
                .map(each ->
                    new MetricValue(
                        each.family(),
                        each.value(),
                        each.labels().with(custom),
                        each.timestamp().or(() -> now)))
                .toList()));
    return finished;
  }
}
