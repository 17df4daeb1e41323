package dev.sonde.server.history;

import dev.sonde.api.Labels;
import dev.sonde.api.store.Points;

/// `{"name":…,"labels":{…},"samples":[[1767225600000,1],…]}`, series by series.
final class JsonSamples implements Points {
  private final Output out;
  private final JsonSeries series;
  private boolean open;

  JsonSamples(Output out, JsonSeries series) {
    this.out = out;
    this.series = series;
  }

  @Override
  public boolean series(String name, Labels labels) {
    end();
    series.begin(name, labels);
    out.json().name("samples").array();
    open = true;
    return out.series();
  }

  @Override
  public boolean point(long timeMillis, double value) {
    out.json().array().value(timeMillis);
    series.value(value);
    out.json().endArray();
    return out.point();
  }

  /// Ends the last series.
  void end() {
    if (open) {
      out.json().endArray().endObject();
    }
    open = false;
  }
}
