package dev.sonde.server.history;

import dev.sonde.api.Labels;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Steps;

/// `{"name":…,"labels":{…},"values":[1,null,2]}`, series by series: a value for each step, null
/// where there is none.
final class JsonSteps implements Points {
  private final Output out;
  private final JsonSeries series;
  private final Steps steps;
  private boolean open;
  private int next;

  JsonSteps(Output out, JsonSeries series, Steps steps) {
    this.out = out;
    this.series = series;
    this.steps = steps;
  }

  @Override
  public boolean series(String name, Labels labels) {
    end();
    series.begin(name, labels);
    out.json().name("values").array();
    open = true;
    next = 0;
    return out.series();
  }

  @Override
  public boolean point(long timeMillis, double value) {
    boolean more = fill(steps.of(timeMillis));
    series.value(value);
    next++;
    return out.point() && more;
  }

  /// Ends the last series.
  void end() {
    if (open) {
      fill(steps.count());
      out.json().endArray().endObject();
    }
    open = false;
  }

  private boolean fill(int until) {
    boolean more = true;
    for (; next < until; next++) {
      out.json().nothing();
      more = out.point();
    }
    return more;
  }
}
