package dev.sonde.receivers.otlp;

import dev.sonde.api.Batch;
import dev.sonde.api.Caller;
import dev.sonde.api.Disk;
import dev.sonde.api.Histogram;
import dev.sonde.engine.Engine;
import dev.sonde.http.Header;
import dev.sonde.http.Request;
import dev.sonde.journal.Contents;
import dev.sonde.journal.Destination;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalContext;
import dev.sonde.journal.Settlement;
import dev.sonde.journal.StartAt;
import dev.sonde.receivers.Bodies;
import dev.sonde.receivers.BodyLimits;
import dev.sonde.receivers.Counter;
import dev.sonde.receivers.Desk;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A hub that takes OTLP: receiver, engine and journal, over some disk.
final class OtlpHub implements AutoCloseable {
  /// One sample as a destination gets it; `buckets` is empty without a native histogram.
  record Sample(String series, long timeMillis, double value, List<Double> buckets) {}

  private final Journal journal;
  private final Engine engine;
  private final OtlpReceiver receiver;

  OtlpHub(Disk disk, ManualTime time) throws IOException {
    var indexes = new AtomicInteger();
    journal =
        Journal.open(
            disk,
            JournalConfig.DEFAULT,
            new JournalContext(time, indexes::getAndIncrement, "machine", () -> {}));
    engine = new Engine(time, journal, indexes::getAndIncrement);
    var bodies = new Bodies(() -> new BodyLimits(1 << 20, 64 << 20));
    receiver =
        new OtlpReceiver(new Desk(engine.reception("otlp"), bodies, _ -> {}), journal.notes());
  }

  /// The status, and the body, as text.
  String push(Caller caller, String body) {
    try {
      var request =
          Request.of(
              "POST",
              "/v1/metrics",
              body.getBytes(StandardCharsets.UTF_8),
              new Header("Content-Type", "application/json"));
      var response = Counter.ask(receiver, caller, request);
      return response.status() + " " + Counter.body(response);
    } catch (Exception defect) {
      throw new AssertionError(defect);
    }
  }

  /// What a new destination gets.
  List<Sample> samples() throws IOException {
    var all = new ArrayList<Sample>();
    var into = new Batch();
    try (Destination to = journal.destination("new", StartAt.OLDEST, true)) {
      for (var id = to.take(1_000, 0); id.isPresent(); id = to.take(1_000, 0)) {
        Contents contents = to.read(id.get(), into);
        for (int row = 0; row < into.size(); row++) {
          all.add(sample(into, row));
        }
        to.settle(new Settlement(into.size(), Map.of(), contents.missing()));
      }
    }
    return all;
  }

  private static Sample sample(Batch batch, int row) {
    Histogram histogram = batch.histogram(row);
    var buckets = new ArrayList<Double>();
    for (int i = 0; histogram != null && i < histogram.positive().size(); i++) {
      buckets.add(histogram.positive().count(i));
    }
    return new Sample(
        batch.series(row).toString(), batch.time(row), batch.value(row), List.copyOf(buckets));
  }

  @Override
  public void close() {
    try {
      engine.close(Duration.ofSeconds(10));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    journal.close();
  }
}
