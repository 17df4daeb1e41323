package dev.sonde.testkit;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Stale;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Batches for shippers to say.
public final class Shipments {
  /// When the first sample was taken.
  public static final long START = 1_767_225_600_000L;

  /// Whose they are.
  public static final UUID INSTANCE = UUID.fromString("0f8c5a3e-0000-4000-8000-000000000001");

  /// In which epoch.
  public static final long EPOCH = 0x1a2b3cL;

  private static final Map<String, Family> FAMILIES =
      Map.of(
          "cpu_percent", Family.gauge("cpu_percent", "percent", "How busy it is."),
          "requests_total", Family.counter("requests_total", "", "Requests."));

  private Shipments() {}

  /// Samples with usual names, one for each running number from `from` on, all of one instant.
  public static Shipment plain(long from, int count) {
    var batch = new Batch();
    for (int i = 0; i < count; i++) {
      String name = i % 2 == 0 ? "cpu_percent" : "requests_total";
      var labels = Labels.of("core", Integer.toString(i), "host", "a");
      batch.add(new Series(name, labels, i), START, from + i + 0.5);
    }
    return of(from, batch);
  }

  /// Values that numbers in many formats can't say: NaN, both infinities, the stale marker; and
  /// numbers at the edge.
  public static Shipment values() {
    double[] values = {
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Stale.marker(),
      0,
      -0.0,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      -1e300,
      0.1
    };
    var batch = new Batch();
    for (int i = 0; i < values.length; i++) {
      batch.add(
          new Series("cpu_percent", Labels.of("n", Integer.toString(i)), i), START, values[i]);
    }
    return of(0, batch);
  }

  /// Names and labels as strangers choose them, many and long; several instants, not in order.
  public static Shipment strange() {
    var many = new TreeMap<String, String>();
    for (int i = 0; i < 500; i++) {
      many.put("label_" + i, "v".repeat(i));
    }
    Labels[] labels = {
      Labels.NONE,
      Labels.of("quote", "\"", "newline", "\n", "backslash", "\\", "nul", "\0", "comma", ","),
      Labels.of("ключ", "значение", "emoji", "\uD83D\uDE80", "half", "\uD83D"),
      Labels.of("name.with-dots and blanks", "</script>"),
      Labels.of(many),
      Labels.of("huge", "x".repeat(1 << 20))
    };
    var batch = new Batch();
    for (int i = 0; i < labels.length; i++) {
      batch.add(new Series("name.of \"" + i + "\"\n", labels[i], i), START - 60_000L * i, i);
    }
    return of(100, batch);
  }

  /// A batch and the numbers its rows have.
  @SuppressWarnings("NullAway") // does not see the annotation inside another module's record
  public static Shipment of(long from, Batch batch) {
    var id = new BatchId(INSTANCE, EPOCH, from, from + batch.size());
    return new Shipment(id, batch, List.of(), FAMILIES::get);
  }
}
