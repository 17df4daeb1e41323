package dev.sonde.journal;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Disk;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A journal on some disk, with samples that can be told apart: the value is the sample's own
/// number.
final class Pen implements AutoCloseable {
  static final Duration AT_ONCE = Duration.ZERO;

  final ManualTime time = new ManualTime("2026-11-20T00:00:00Z");
  private final AtomicInteger indexes = new AtomicInteger();
  private final Map<Integer, Series> series = new HashMap<>();
  private final Batch batch = new Batch();
  final Journal journal;
  double next;

  Pen(Disk disk, JournalConfig config) throws IOException {
    journal =
        Journal.open(
            disk, config, new JournalContext(time, indexes::getAndIncrement, "machine", () -> {}));
  }

  static JournalConfig config(long maxBytes, JournalConfig.WhenFull whenFull) {
    JournalConfig usual = JournalConfig.DEFAULT;
    return new JournalConfig(
        usual.sync(),
        usual.syncInterval(),
        maxBytes,
        usual.maxAge(),
        whenFull,
        usual.segmentBytes(),
        usual.keepDelivered(),
        usual.tailBytes());
  }

  /// Appends samples of so many series, counting on.
  Appended append(int samples, int kinds) {
    return append(samples, kinds, Origin.UNNAMED);
  }

  Appended append(int samples, int kinds, Origin origin) {
    batch.clear();
    double first = next;
    for (int i = 0; i < samples; i++) {
      batch.add(series(i % kinds), 1_000_000 + i / kinds, next++);
    }
    Appended answer = journal.append(batch, origin);
    if (!(answer instanceof Appended.Accepted)) {
      next = first;
    }
    return answer;
  }

  Series series(int kind) {
    return series.computeIfAbsent(
        kind,
        number ->
            new Series(
                "metric_" + number % 7,
                Labels.of("number", "" + number, "place", "here"),
                indexes.getAndIncrement()));
  }

  /// Takes and settles everything there is; gives the values in order.
  static List<Double> drain(Destination from, int most) throws IOException {
    var values = new ArrayList<Double>();
    var into = new Batch();
    for (var id = from.take(most, 0); id.isPresent(); id = from.take(most, 0)) {
      Contents contents = from.read(id.get(), into);
      for (int row = 0; row < into.size(); row++) {
        values.add(into.value(row));
      }
      settle(from, id.get(), into.size(), contents);
    }
    return values;
  }

  static void settle(Destination from, BatchId id, int rows, Contents contents) throws IOException {
    from.settle(new Settlement(rows, Map.of(), contents.missing()));
  }

  @Override
  public void close() {
    journal.close();
  }
}
