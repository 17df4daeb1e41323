package dev.sonde.shippers.file;

import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.wire.ByteSink;
import java.nio.charset.StandardCharsets;

/// `up{job="a"} 1 1767225600000`. Names that are not legal stand in quotes, as Prometheus 3 reads
/// them: `{"http.requests",job="a"} 1 1767225600000`.
final class PrometheusLines implements Lines {
  private final SeriesText text = new SeriesText();

  @Override
  public boolean sayEnds() {
    return false;
  }

  @Override
  public void line(Series series, long timeMillis, double value, ByteSink out) {
    text.write(series, out);
    out.put(' ');
    out.number(value);
    out.put(' ');
    out.number(timeMillis);
    out.put('\n');
  }

  /// Name and labels.
  static final class SeriesText implements Labels.Utf8 {
    private ByteSink out = new ByteSink();
    private boolean first;

    void write(Series series, ByteSink to) {
      out = to;
      boolean legal = Escapes.isLegal(series.name());
      if (legal) {
        out.put(series.name());
      }
      if (legal && series.own().isEmpty() && series.common().isEmpty()) {
        return;
      }
      out.put('{');
      if (!legal) {
        byte[] name = series.name().getBytes(StandardCharsets.UTF_8);
        Escapes.quoted(name, 0, name.length, out);
      }
      first = legal;
      series.forEachLabelUtf8(this);
      out.put('}');
    }

    /// Labels alone, without braces.
    void labels(Labels labels, ByteSink to) {
      out = to;
      first = true;
      labels.forEachUtf8(this);
    }

    @Override
    public void label(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
      if (!first) {
        out.put(',');
      }
      first = false;
      if (Escapes.isLegal(bytes, nameFrom, nameTo)) {
        out.put(bytes, nameFrom, nameTo);
      } else {
        Escapes.quoted(bytes, nameFrom, nameTo, out);
      }
      out.put('=');
      Escapes.quoted(bytes, valueFrom, valueTo, out);
    }
  }
}
