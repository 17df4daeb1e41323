package dev.sonde.wire;

import dev.sonde.api.Labels;
import dev.sonde.api.Stale;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes pages as text. Keep one and use it again: a page of the same series as the one before
/// costs no look-up and makes no object. Not safe for two threads.
///
/// ```
/// # HELP system_load1 Runnable tasks, averaged over one minute.
/// # TYPE system_load1 gauge
/// system_load1 0.37
/// ```
///
/// Names that the text formats don't allow are shown with `_` for each character in the way
/// (`http.requests` as `http_requests`). A family whose samples are not what its kind promises, or
/// whose name clashes with another's, is shown as of unknown kind.
///
/// # Implementation notes
///
/// What depends on series and families alone (order, grouping, names, metadata) is worked out once,
/// in [Plan], and kept in a [Layout] as long as the pages have the same series in the same rows.
public final class Exposition {
  private final Dialect dialect;
  private final boolean timestamps;
  private final LabelText labelText = new LabelText();
  private @Nullable Layout layout;
  private int leftOut;

  private Exposition(Dialect dialect, boolean timestamps) {
    this.dialect = dialect;
    this.timestamps = timestamps;
  }

  /// The Prometheus text format 0.0.4.
  ///
  /// @param timestamps write when each sample was taken; off for a page that is scraped
  public static Exposition prometheus(boolean timestamps) {
    return new Exposition(new PrometheusText(), timestamps);
  }

  /// The OpenMetrics text format 1.0.0.
  ///
  /// @param timestamps write when each sample was taken; off for a page that is scraped
  public static Exposition openMetrics(boolean timestamps) {
    return new Exposition(new OpenMetricsText(), timestamps);
  }

  /// Writes a whole page at the end of `out`.
  public void write(Page page, ByteSink out) {
    var current = layout;
    if (current == null || !current.fits(page)) {
      current = new Plan(dialect, page).layout();
      layout = current;
    }
    leftOut = 0;
    for (var block : current.blocks()) {
      write(block, page, out);
    }
    dialect.end(out);
  }

  /// How many rows of the last page could not be shown: the format does not allow their value (a
  /// negative counter), or another row has the same name and labels once both are escaped. Stale
  /// markers don't count.
  public int leftOut() {
    return leftOut;
  }

  private void write(Block block, Page page, ByteSink out) {
    boolean begun = false;
    boolean shown = false;
    boolean sound = true;
    for (int at = 0; at < block.lines.size(); at++) {
      var line = block.lines.get(at);
      double value = page.value(line.row);
      sound = line.continues ? sound : !block.whole || isSound(block.lines, at, page);
      shown &= line.repeats;
      if (Stale.is(value)) {
        continue;
      }
      if (shown || !sound || !line.values.hold(value)) {
        leftOut++;
        continue;
      }
      if (!begun) {
        out.put(block.head);
      }
      write(line, page, value, out);
      begun = true;
      shown = true;
    }
  }

  private static boolean isSound(List<Line> lines, int first, Page page) {
    double bucket = Double.NaN;
    int at = first;
    do {
      var line = lines.get(at);
      double value = page.value(line.row);
      if (Stale.is(value) || !line.values.hold(value) || !line.values.follow(bucket, value)) {
        return false;
      }
      bucket = line.values == Values.BUCKET ? value : bucket;
      at++;
    } while (at < lines.size() && lines.get(at).continues);
    return true;
  }

  private void write(Line line, Page page, double value, ByteSink out) {
    out.put(line.name);
    labelText.write(line.labels, out);
    out.put(' ');
    out.number(value);
    if (timestamps) {
      out.put(' ');
      dialect.time(page.time(line.row), out);
    }
    out.put('\n');
  }

  private static final class LabelText implements Labels.Utf8 {
    private @Nullable ByteSink sink;
    private boolean first;

    void write(Labels labels, ByteSink out) {
      if (!labels.isEmpty()) {
        sink = out;
        first = true;
        labels.forEachUtf8(this);
        out.put('}');
      }
    }

    @Override
    public void label(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
      var out = Objects.requireNonNull(sink);
      out.put(first ? '{' : ',');
      first = false;
      out.put(bytes, nameFrom, nameTo);
      out.put('=');
      out.put('"');
      Text.escaped(bytes, valueFrom, valueTo, out);
      out.put('"');
    }
  }
}
