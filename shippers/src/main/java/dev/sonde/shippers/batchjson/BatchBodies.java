package dev.sonde.shippers.batchjson;

import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Stale;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import dev.sonde.wire.pushed.CollectorNames;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `{"timestamp":…,"metrics":{"BatteryCollector":{"metric":87}},"received_at":…}`, a line for each
/// instant, in the order in which instants come first.
///
/// A series without labels is a number under its collector; others stand in a list there, each as
/// `{"labels":{…},"value":…}`. A name that would not come back from a collector and a path, as
/// `up`, stands in `OtherCollector` under `samples` with its `name`.
final class BatchBodies {
  private static final CollectorNames.Split OTHER =
      new CollectorNames.Split("OtherCollector", "samples");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
  private static final String OFFSET = "+00:00";

  private final ByteSink out = new ByteSink();
  private final List<Integer> rows = new ArrayList<>();
  private final Map<String, CollectorNames.Split> splits = new HashMap<>();

  static boolean says(double value) {
    return Double.isFinite(value);
  }

  Encoded encode(Shipment shipment) {
    Batch batch = shipment.batch();
    var instants = new LinkedHashMap<Long, List<Integer>>();
    var unsaid = new HashMap<String, Long>();
    for (int row = 0; row < batch.size(); row++) {
      double value = batch.value(row);
      if (says(value)) {
        instants.computeIfAbsent(batch.time(row), _ -> new ArrayList<>()).add(row);
      } else {
        unsaid.merge(Stale.is(value) ? "stale" : "not_a_number", 1L, Long::sum);
      }
    }
    out.clear();
    splits.clear();
    rows.clear();
    int said = 0;
    for (Map.Entry<Long, List<Integer>> each : instants.entrySet()) {
      body(batch, each.getKey(), each.getValue());
      rows.add(each.getValue().size());
      said += each.getValue().size();
    }
    return new Encoded(shipment.id(), out.view(), said, unsaid);
  }

  /// The bodies of a batch.
  static List<ByteBuffer> bodies(ByteBuffer batch) {
    var bodies = new ArrayList<ByteBuffer>();
    int from = batch.position();
    for (int at = from; at < batch.limit(); at++) {
      if (batch.get(at) == '\n') {
        bodies.add(ByteBuffer.wrap(batch.array(), batch.arrayOffset() + from, at - from));
        from = at + 1;
      }
    }
    return bodies;
  }

  /// How many rows one of the bodies has that were made last.
  int rows(int body) {
    return rows.get(body);
  }

  /// As Python's `isoformat()` writes an instant in UTC.
  static String isoformat(long millis) {
    Instant instant = Instant.ofEpochMilli(millis);
    return (millis % 1_000 == 0 ? SECONDS : MICROSECONDS).format(instant) + OFFSET;
  }

  private void body(Batch batch, long time, List<Integer> ofInstant) {
    var collectors = new TreeMap<String, Map<String, List<Integer>>>();
    for (int row : ofInstant) {
      CollectorNames.Split split = splits.computeIfAbsent(batch.series(row).name(), this::split);
      collectors
          .computeIfAbsent(split.collector(), _ -> new TreeMap<>())
          .computeIfAbsent(split.path(), _ -> new ArrayList<>())
          .add(row);
    }
    String when = isoformat(time);
    var json = new JsonWriter(out).object().name("timestamp").value(when);
    json.name("metrics").object();
    collectors.forEach((collector, paths) -> {
      json.name(collector).object();
      paths.forEach((path, each) -> found(json.name(path), batch, each));
      json.endObject();
    });
    json.endObject().name("received_at").value(when).endObject().end();
    out.put('\n');
  }

  private static void found(JsonWriter json, Batch batch, List<Integer> alike) {
    Series first = batch.series(alike.getFirst());
    if (alike.size() == 1 && isPlain(first)) {
      json.value(batch.value(alike.getFirst()));
      return;
    }
    json.array();
    for (int row : alike) {
      labelled(json, batch.series(row), batch.value(row));
    }
    json.endArray();
  }

  private static boolean isPlain(Series series) {
    return series.own().isEmpty()
        && series.common().isEmpty()
        && CollectorNames.split(series.name()).isPresent();
  }

  private static void labelled(JsonWriter json, Series series, double value) {
    json.object();
    if (CollectorNames.split(series.name()).isEmpty()) {
      json.name("name").value(series.name());
    }
    json.name("labels").object();
    series.forEachLabelUtf8((bytes, nameFrom, nameTo, valueFrom, valueTo) ->
        json.name(bytes, nameFrom, nameTo).value(bytes, valueFrom, valueTo));
    json.endObject().name("value").value(value).endObject();
  }

  private CollectorNames.Split split(String name) {
    return CollectorNames.split(name).orElse(OTHER);
  }
}
