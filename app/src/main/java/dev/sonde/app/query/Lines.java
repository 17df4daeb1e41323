package dev.sonde.app.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Several series of one name: a line each, on one scale.
final class Lines {
  private static final int MOST = 40;
  private static final int LEAST_CHART = 12;
  private static final String[] HEADINGS = {"MIN", "MAX", "LAST"};

  private final Chart chart;
  private final List<Drawn> series;
  private final Screen screen;
  private final Instants instants;
  private final Glyphs glyphs;
  private final Ink ink;
  private final Units units;
  private final Scale scale;
  private final Map<String, String> shared;
  private final StringBuilder out = new StringBuilder();

  Lines(Chart chart, List<Drawn> series, Screen screen, Instants instants) {
    this.chart = chart;
    this.series = series;
    this.screen = screen;
    this.instants = instants;
    this.glyphs = Glyphs.of(screen);
    this.ink = new Ink(screen.colors());
    this.units = Units.of(series.getFirst().unit(), series.getFirst().name(), chart.fold());
    this.scale = Scale.of(series);
    this.shared = shared(series);
  }

  /// What all of them have in common.
  static Map<String, String> shared(List<Drawn> series) {
    var shared = new HashMap<>(series.getFirst().labels().map());
    series.forEach(each -> shared.entrySet().retainAll(each.labels().map().entrySet()));
    return shared;
  }

  String text() {
    List<Drawn> shown = series.subList(0, Math.min(MOST, series.size()));
    var names = new ArrayList<String>();
    shown.forEach(each -> names.add(Printable.cut(own(each), screen.width() / 3)));
    int margin = names.stream().mapToInt(String::length).max().orElse(0);
    int[] widths = widths(shown);
    int width = width(margin, widths, 0);
    int first = width < LEAST_CHART ? widths.length - 1 : 0;
    width = Math.max(LEAST_CHART, width(margin, widths, first));
    out.append('\n').repeat(' ', margin + 2);
    String times = new TimeAxis(chart, glyphs, instants).times(width);
    out.append(ink.faint(times)).repeat(' ', width - times.length());
    cells(HEADINGS, widths, first);
    for (int i = 0; i < shown.size(); i++) {
      out.append(names.get(i)).repeat(' ', margin - names.get(i).length() + 2);
      line(shown.get(i), width);
      cells(figures(shown.get(i)), widths, first);
    }
    foot();
    return out.toString();
  }

  /// What is left for the chart beside a name and figures, of which the first may be left out.
  private int width(int margin, int[] widths, int first) {
    int left = screen.width() - margin - 2;
    for (int i = first; i < widths.length; i++) {
      left -= widths[i] + 2;
    }
    return left;
  }

  private void foot() {
    String from = units.shown(scale.least());
    out.append(ink.faint("scale: " + from + " to " + units.shown(scale.most()))).append('\n');
    if (series.size() > MOST) {
      out.append(series.size() - MOST)
          .append(" series more: narrow the selection, or --format csv for all\n");
    }
  }

  private String own(Drawn of) {
    Map<String, String> labels = of.labels().map();
    labels.keySet().removeAll(shared.keySet());
    return Printable.labels(labels);
  }

  private void line(Drawn of, int width) {
    var line = new StringBuilder();
    for (double each : Columns.of(of.values(), width, chart.fold())) {
      line.append(Double.isNaN(each) ? glyphs.gap() : glyphs.level(scale.share(each)));
    }
    out.append(ink.line(line.toString()));
  }

  private String[] figures(Drawn of) {
    return new String[] {units.shown(of.least()), units.shown(of.most()), units.shown(of.last())};
  }

  private int[] widths(List<Drawn> shown) {
    int[] widths = new int[HEADINGS.length];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = HEADINGS[i].length();
      for (Drawn each : shown) {
        widths[i] = Math.max(widths[i], figures(each)[i].length());
      }
    }
    return widths;
  }

  private void cells(String[] cells, int[] widths, int first) {
    for (int i = first; i < cells.length; i++) {
      out.repeat(' ', 2 + widths[i] - cells[i].length()).append(cells[i]);
    }
    out.append('\n');
  }
}
