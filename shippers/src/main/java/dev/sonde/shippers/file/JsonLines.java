package dev.sonde.shippers.file;

import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Stale;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;

/// `{"timestamp":1767225600000,"name":"up","labels":{"job":"a"},"value":1}`. What JSON has no
/// number for is text (`"NaN"`, `"+Inf"`, `"-Inf"`); the end of a series is null.
final class JsonLines implements Lines, Labels.Utf8 {
  private ByteSink sink = new ByteSink();
  private JsonWriter json = new JsonWriter(sink);

  @Override
  public boolean sayEnds() {
    return true;
  }

  @Override
  public void line(Series series, long timeMillis, double value, ByteSink out) {
    if (out != sink) {
      sink = out;
      json = new JsonWriter(out);
    }
    json.object().name("timestamp").value(timeMillis).name("name").value(series.name());
    json.name("labels").object();
    series.forEachLabelUtf8(this);
    json.endObject().name("value");
    value(value);
    json.endObject().again();
    out.put('\n');
  }

  @Override
  public void label(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    json.name(bytes, nameFrom, nameTo).value(bytes, valueFrom, valueTo);
  }

  private void value(double value) {
    if (Double.isFinite(value)) {
      json.value(value);
    } else if (Stale.is(value)) {
      json.nothing();
    } else if (Double.isNaN(value)) {
      json.value("NaN");
    } else {
      json.value(value > 0 ? "+Inf" : "-Inf");
    }
  }
}
