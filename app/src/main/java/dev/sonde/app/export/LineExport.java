package dev.sonde.app.export;

import dev.sonde.api.Labels;
import dev.sonde.api.Stale;
import dev.sonde.api.store.Points;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A line for each sample, as the shipper `file` writes it; what all lines of a series have in
/// common is made once.
final class LineExport implements Points {
  private final boolean csv;
  private final Target to;
  private byte[] middle = {};

  LineExport(ExportFormat format, Target to) {
    this.csv = format == ExportFormat.CSV;
    this.to = to;
    if (csv) {
      to.bytes().put("timestamp,name,labels,value\n");
    }
  }

  @Override
  public boolean series(String name, Labels labels) {
    middle = csv ? cells(name, labels) : members(name, labels);
    return to.more();
  }

  @Override
  public boolean point(long timeMillis, double value) {
    ByteSink out = to.bytes();
    out.put(csv ? "" : "{\"timestamp\":");
    out.number(timeMillis);
    out.put(middle);
    if (csv) {
      cell(value, out);
    } else {
      member(value, out);
    }
    out.put('\n');
    to.sample();
    try {
      return to.piece();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Nothing where a series ends.
  private static void cell(double value, ByteSink out) {
    if (!Stale.is(value)) {
      out.number(value);
    }
  }

  private static void member(double value, ByteSink out) {
    if (Stale.is(value)) {
      out.put("null");
    } else if (Double.isFinite(value)) {
      out.number(value);
    } else {
      out.put('"');
      out.number(value);
      out.put('"');
    }
    out.put('}');
  }

  private static byte[] cells(String name, Labels labels) {
    var out = new ByteSink();
    String text = Text.labels(labels, (_, value) -> value);
    out.put(',' + cell(name) + ',' + cell(text) + ',');
    return out.toByteArray();
  }

  private static String cell(String text) {
    String line = text.replace("\n", "\\n").replace("\r", "\\r");
    return '"' + line.replace("\"", "\"\"") + '"';
  }

  private static byte[] members(String name, Labels labels) {
    var out = new ByteSink();
    out.put(",\"name\":");
    new JsonWriter(out).value(name);
    out.put(",\"labels\":");
    var json = new JsonWriter(out).object();
    labels.forEach((label, value) -> json.name(label).value(value));
    json.endObject();
    out.put(",\"value\":");
    return out.toByteArray();
  }
}
