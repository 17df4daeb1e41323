package dev.sonde.shippers.file;

import dev.sonde.api.Series;
import dev.sonde.api.Stale;
import dev.sonde.wire.ByteSink;

/// `1767225600000,"up","job=""a""",1`. The end of a series has no value. A sample is always one
/// line: line breaks are written as `\n`.
final class CsvLines implements Lines {
  private final PrometheusLines.SeriesText text = new PrometheusLines.SeriesText();
  private final ByteSink labels = new ByteSink();

  @Override
  public boolean sayEnds() {
    return true;
  }

  @Override
  public void line(Series series, long timeMillis, double value, ByteSink out) {
    out.number(timeMillis);
    out.put(',');
    labels.clear();
    labels.put(series.name());
    field(out);
    out.put(',');
    labels.clear();
    text.labels(series.labels(), labels);
    field(out);
    out.put(',');
    if (!Stale.is(value)) {
      out.number(value);
    }
    out.put('\n');
  }

  private void field(ByteSink out) {
    out.put('"');
    for (int at = 0; at < labels.size(); at++) {
      byte unit = labels.at(at);
      if (unit == '\n' || unit == '\r') {
        out.put(unit == '\n' ? "\\n" : "\\r");
      } else {
        if (unit == '"') {
          out.put('"');
        }
        out.put(unit);
      }
    }
    out.put('"');
  }
}
