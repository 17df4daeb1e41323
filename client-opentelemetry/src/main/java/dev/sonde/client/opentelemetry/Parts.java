package dev.sonde.client.opentelemetry;

import dev.sonde.api.Extra;
import dev.sonde.api.Series;
import dev.sonde.api.Time;
import dev.sonde.client.MetricsSink;
import dev.sonde.client.Receipt;
import dev.sonde.client.Samples;
import java.time.Duration;

/// The samples of one export, on their way into the sink: in one part, or in more when they are
/// many. Each part is taken whole or not at all, and never in the middle of a point.
final class Parts {
  private final MetricsSink sink;
  private final Samples samples;
  private final Time time;
  private final long until;
  private Receipt receipt = new Receipt.Durable();

  /// @param patience how long all parts together may wait
  Parts(MetricsSink sink, Time time, Duration patience) {
    this.sink = sink;
    this.time = time;
    samples = sink.samples();
    until = time.nanos() + patience.toNanos();
  }

  /// Adds a sample; nothing when a part was refused.
  void add(Series series, double value, long timeMillis) {
    if (!isRefused()) {
      samples.add(series, value, timeMillis);
    }
  }

  void attach(Extra extra) {
    samples.attach(extra);
  }

  /// How many were left out of the part that is being filled, as no hub takes their time.
  int leftOut() {
    return samples.leftOut();
  }

  /// Says that a point is complete.
  void pointEnds() {
    if (samples.isFull()) {
      handIn();
    }
  }

  /// Says that there is no more.
  ///
  /// @return the worst of what the parts were told
  Receipt end() {
    if (!isRefused()) {
      handIn();
    }
    return receipt;
  }

  /// Was a part refused? The rest is not taken then.
  boolean isRefused() {
    return !receipt.isTaken();
  }

  private void handIn() {
    long rest = Math.max(0, until - time.nanos());
    receipt = worse(receipt, sink.append(samples, Duration.ofNanos(rest)));
    samples.clear();
  }

  private static Receipt worse(Receipt one, Receipt other) {
    return switch (one) {
      case Receipt.Durable _ -> other;
      case Receipt.InMemory _ -> other.isTaken() ? one : other;
      case Receipt.Refused _ -> one;
    };
  }
}
