package dev.sonde.server;

import dev.sonde.engine.Snapshot;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.Exposition;
import dev.sonde.wire.JsonWriter;
import java.util.Locale;

/// The live view as text, for a terminal or a pipe.
public final class Exports {
  private static final long MILLIS_PER_SECOND = 1000;

  private Exports() {}

  /// Prometheus text 0.0.4.
  public static ByteSink prometheus(Snapshot snapshot) {
    var out = new ByteSink();
    Exposition.prometheus(false).write(new SnapshotPage(snapshot), out);
    return out;
  }

  /// metricsd's payload, with each family's unit besides:
  /// `{"timestamp":…,"metrics":[{"name":…,"value":…,"type":…,"unit":…,"labels":{…}}]}`.
  public static ByteSink json(Snapshot snapshot, long timeMillis) {
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    json.name("timestamp").value(Math.floorDiv(timeMillis, MILLIS_PER_SECOND));
    json.name("metrics").array();
    for (int row = 0; row < snapshot.size(); row++) {
      sample(json, snapshot, row);
    }
    json.endArray().endObject().end();
    out.put("\n");
    return out;
  }

  private static void sample(JsonWriter json, Snapshot snapshot, int row) {
    var series = snapshot.series(row);
    var family = snapshot.family(series.name());
    json.object();
    json.name("name").value(series.name());
    json.name("value").value(snapshot.value(row));
    json.name("type").value(family.kind().name().toLowerCase(Locale.ROOT));
    if (!family.unit().isEmpty()) {
      json.name("unit").value(family.unit());
    }
    json.name("labels").object();
    series.labels().forEach((name, value) -> json.name(name).value(value));
    json.endObject().endObject();
  }
}
