package dev.sonde.app.export;

import dev.sonde.api.store.History;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Writes what a store holds of a selection and a span.
public final class Export {
  private Export() {}

  /// Writes all of it, series by series.
  public static void write(
      History history, Selection which, Span when, ExportFormat format, Target to)
      throws IOException, InterruptedException {
    try {
      switch (format) {
        case CSV, JSON -> history.samples(which, when, new LineExport(format, to));
        case PROMETHEUS -> new TextExport(history, which, when, new Prometheus(), to).write();
        case OPENMETRICS -> new TextExport(history, which, when, new OpenMetrics(), to).write();
      }
      to.flush();
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }
}
