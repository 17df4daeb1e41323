package dev.sonde.client;

import dev.sonde.api.Appended;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.Series;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import java.time.Duration;
import java.util.function.Function;

/// Samples of a sink as a push, for the code with which hubs read what others push.
final class SamplesPush implements Push {
  private record SeriesSlot(Series series) implements Slot {}

  private final MetricsSink sink;
  private final Samples samples;

  SamplesPush(MetricsSink sink, Samples samples) {
    this.sink = sink;
    this.samples = samples;
  }

  @Override
  public long time() {
    return sink.wallMillis();
  }

  @Override
  public Slot slot(SeriesKey key, Function<String, Family> about) {
    String flaw = key.flaw();
    if (!flaw.isEmpty()) {
      throw new IllegalArgumentException(flaw);
    }
    return new SeriesSlot(sink.series(about.apply(key.name()), key.labels()));
  }

  @Override
  public Slot again(Slot earlier) {
    return earlier;
  }

  @Override
  public void describe(Family family) {
    sink.describe(family);
  }

  @Override
  public boolean record(Slot slot, double value, long timeMillis) {
    if (slot instanceof SeriesSlot(var series)) {
      return samples.add(series, value, timeMillis);
    }
    throw new IllegalArgumentException("a slot of somebody else");
  }

  @Override
  public void attach(Extra extra) {
    samples.attach(extra);
  }

  @Override
  public void refuse(String reason, int more) {
    sink.refused(new Receipt.Refused(Receipt.Reason.UNFIT, reason, Duration.ZERO), more);
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public Appended commit(Origin origin) {
    return switch (sink.append(samples)) {
      case Receipt.Durable _, Receipt.InMemory _ -> Appended.ACCEPTED;
      case Receipt.Refused(var _, var why, var retryAfter) -> new Appended.Refused(why, retryAfter);
    };
  }

  @Override
  public void close() {
    samples.clear();
  }
}
