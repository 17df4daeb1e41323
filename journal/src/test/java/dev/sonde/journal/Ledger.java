package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Remembers what was handed to a journal, what was answered, and what each destination took; says
/// whether a journal may hold what it holds.
///
/// No two samples have the same value, so a value says which sample it is.
final class Ledger {
  /// A sample as it was handed in.
  record Row(String series, long time, double value, List<Extra> extras) {}

  /// A request, whole. Without an answer as long as none came.
  static final class Request {
    final int firstSeries;
    final List<Row> rows;
    final Origin origin;
    boolean accepted;

    Request(int firstSeries, List<Row> rows, Origin origin) {
      this.firstSeries = firstSeries;
      this.rows = rows;
      this.origin = origin;
    }
  }

  /// What a destination has.
  static final class Receiver {
    /// Settled, and the journal said so.
    final List<Row> settled = new ArrayList<>();

    /// Settled, and the journal did not say: they may come once more.
    final List<Row> uncertain = new ArrayList<>();
  }

  final AtomicInteger indexes = new AtomicInteger();
  final List<Request> requests = new ArrayList<>();
  final Map<String, Receiver> receivers = new TreeMap<>();
  private final Map<Integer, Series> series = new HashMap<>();
  private final Batch batch = new Batch();
  private double next = 1;

  Appended append(Journal to, int firstSeries, int rows, Origin origin) {
    batch.clear();
    var written = new ArrayList<Row>();
    for (int i = 0; i < rows; i++) {
      Series of = series(firstSeries + i);
      batch.add(of, 1_000_000 + (long) next, next);
      if (next % 5 == 0) {
        batch.attach(new Exemplar(Labels.of("trace", "t" + next), next / 2, (long) next));
      }
      next++;
    }
    written.addAll(rows(batch));
    var request = new Request(firstSeries, written, origin);
    requests.add(request);
    Appended answer = to.append(batch, origin);
    request.accepted = answer instanceof Appended.Accepted;
    return answer;
  }

  /// Hands a request in once more.
  Appended repeat(Journal to, Request request) {
    batch.clear();
    for (int i = 0; i < request.rows.size(); i++) {
      Row row = request.rows.get(i);
      batch.add(series(request.firstSeries + i), row.time(), row.value());
      row.extras().forEach(batch::attach);
    }
    return to.append(batch, request.origin);
  }

  private Series series(int number) {
    return series.computeIfAbsent(
        number,
        key ->
            new Series(
                "metric_" + key % 3, Labels.of("number", "" + key), indexes.getAndIncrement()));
  }

  Receiver receiver(String name) {
    return receivers.computeIfAbsent(name, _ -> new Receiver());
  }

  /// Takes one batch, at most, and settles it.
  ///
  /// @param cutAfter samples that it is cut to; 0 for not
  boolean deliver(Destination from, int most, int cutAfter) throws IOException {
    var id = from.take(most, 0);
    if (id.isEmpty()) {
      return false;
    }
    var taken = id.get();
    if (cutAfter > 0 && taken.from() + cutAfter < taken.to()) {
      taken = from.cut(taken.from() + cutAfter);
    }
    var into = new Batch();
    Contents contents = from.read(taken, into);
    Receiver receiver = receiver(from.name());
    receiver.uncertain.clear();
    receiver.uncertain.addAll(rows(into));
    from.settle(new Settlement(into.size(), Map.of(), contents.missing()));
    receiver.settled.addAll(receiver.uncertain);
    receiver.uncertain.clear();
    return true;
  }

  /// Takes all there is, and settles it.
  List<Row> drain(Destination from, int most) throws IOException {
    var all = new ArrayList<Row>();
    var into = new Batch();
    for (var id = from.take(most, 0); id.isPresent(); id = from.take(most, 0)) {
      Contents contents = from.read(id.get(), into);
      all.addAll(rows(into));
      from.settle(new Settlement(into.size(), Map.of(), contents.missing()));
    }
    return all;
  }

  static List<Row> rows(Batch batch) {
    var rows = new ArrayList<Row>();
    for (int row = 0; row < batch.size(); row++) {
      rows.add(
          new Row(
              batch.series(row).toString(),
              batch.time(row),
              batch.value(row),
              Rows.extras(batch, row)));
    }
    return rows;
  }

  /// May a destination find this, after all it had before? None is missing that was accepted, none
  /// comes twice unless nobody knew, and a request is there whole or not at all.
  void check(String name, List<Row> found) {
    check(name, found, 0);
  }

  /// The same, when the journal says that it dropped some.
  void check(String name, List<Row> found, long dropped) {
    Receiver receiver = receiver(name);
    double last = 0;
    for (Row each : found) {
      assertThat(each.value()).as("in order, once").isGreaterThan(last);
      last = each.value();
    }
    Set<Row> all = new HashSet<>(receiver.settled);
    assertThat(all.size()).as("settled once").isEqualTo(receiver.settled.size());
    for (Row each : found) {
      assertThat(all.add(each)).as("%s comes once", each).isTrue();
    }
    all.addAll(receiver.uncertain);
    int known = 0;
    long missing = 0;
    for (Request each : requests) {
      long there = each.rows.stream().filter(all::contains).count();
      known += (int) there;
      if (each.accepted) {
        missing += each.rows.size() - there;
      } else {
        assertThat(there).as("of a request without answer").isIn(0L, (long) each.rows.size());
      }
    }
    assertThat(missing).as("missing of what was accepted").isEqualTo(dropped);
    assertThat(all.size()).as("nothing else").isEqualTo(known);
  }
}
