package dev.sonde.shippers.httpjson;

import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Stale;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{"timestamp":…,"metrics":[{"name":…,"value":…,"type":…,"labels":{…}}]}`. Makes no object for a
/// sample.
final class JsonBody implements Labels.Utf8 {
  private final boolean sampleTimestamps;
  private final ByteSink out = new ByteSink();
  private JsonWriter json = new JsonWriter(out);

  JsonBody(boolean sampleTimestamps) {
    this.sampleTimestamps = sampleTimestamps;
  }

  static boolean says(double value) {
    return Double.isFinite(value);
  }

  Encoded encode(Shipment shipment) {
    Batch batch = shipment.batch();
    long newest = newest(batch);
    out.clear();
    json = new JsonWriter(out);
    json.object().name("timestamp").value(newest).name("metrics").array();
    int said = 0;
    long stale = 0;
    for (int row = 0; row < batch.size(); row++) {
      double value = batch.value(row);
      if (says(value)) {
        metric(batch, row, newest, shipment);
        said++;
      } else if (Stale.is(value)) {
        stale++;
      }
    }
    json.endArray().endObject().end();
    return new Encoded(shipment.id(), out.view(), said, unsaid(stale, batch.size() - said - stale));
  }

  @Override
  public void label(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    json.name(bytes, nameFrom, nameTo).value(bytes, valueFrom, valueTo);
  }

  private void metric(Batch batch, int row, long newest, Shipment shipment) {
    Series series = batch.series(row);
    json.object().name("name").value(series.name()).name("value").value(batch.value(row));
    json.name("type").value(type(shipment.families().apply(series.name())));
    json.name("labels").object();
    series.forEachLabelUtf8(this);
    json.endObject();
    long second = second(batch.time(row));
    if (sampleTimestamps && second != newest) {
      json.name("timestamp").value(second);
    }
    json.endObject();
  }

  private static String type(@Nullable Family family) {
    return family != null && family.kind() == Kind.COUNTER ? "counter" : "gauge";
  }

  private static long newest(Batch batch) {
    long newest = Long.MIN_VALUE;
    for (int row = 0; row < batch.size(); row++) {
      newest = Math.max(newest, batch.time(row));
    }
    return second(newest);
  }

  private static long second(long millis) {
    return Math.floorDiv(millis, 1000L);
  }

  private static Map<String, Long> unsaid(long stale, long notANumber) {
    var unsaid = new HashMap<String, Long>();
    if (stale > 0) {
      unsaid.put("stale", stale);
    }
    if (notANumber > 0) {
      unsaid.put("not_a_number", notANumber);
    }
    return unsaid;
  }
}
