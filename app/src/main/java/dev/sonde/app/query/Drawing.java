package dev.sonde.app.query;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An answer for a terminal: one series as a chart, several as a line each.
public final class Drawing {
  private static final int MOST_NAMES = 12;

  private final Chart chart;
  private final Screen screen;
  private final Instants instants;
  private final Ink ink;

  private Drawing(Chart chart, Screen screen, ZoneId zone) {
    this.chart = chart;
    this.screen = screen;
    this.instants = new Instants(zone);
    this.ink = new Ink(screen.colors());
  }

  /// Draws the JSON that a Sonde answered.
  ///
  /// @throws AnswerException when it is none
  public static String of(byte[] json, Screen screen, ZoneId zone) throws AnswerException {
    return new Drawing(ChartReader.read(json), screen, zone).text();
  }

  /// The same for samples as they are: a line each.
  ///
  /// @throws AnswerException when it is none
  public static String samples(byte[] json, Screen screen, ZoneId zone) throws AnswerException {
    return new SampleLines(new Ink(screen.colors()), new Instants(zone)).text(json);
  }

  private String text() {
    var byName = new LinkedHashMap<String, List<Drawn>>();
    for (Drawn each : chart.series()) {
      byName.computeIfAbsent(each.name(), _ -> new ArrayList<>()).add(each);
    }
    var out = new StringBuilder();
    byName.entrySet().stream().limit(MOST_NAMES).forEach(each -> group(each, out));
    if (byName.size() > MOST_NAMES) {
      int more = byName.size() - MOST_NAMES;
      out.append('\n').append(more).append(" names more: narrow the selection\n");
    }
    return out.toString();
  }

  private void group(Map.Entry<String, List<Drawn>> of, StringBuilder out) {
    List<Drawn> series = of.getValue();
    out.append(out.isEmpty() ? "" : "\n");
    out.append(ink.bold(Printable.series(of.getKey(), Lines.shared(series)))).append('\n');
    out.append(ink.faint(Wording.of(chart, instants))).append('\n');
    out.append(
        series.size() == 1
            ? new Panel(chart, series.getFirst(), screen, instants).text()
            : new Lines(chart, series, screen, instants).text());
  }
}
