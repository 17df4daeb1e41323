package dev.sonde.server;

import dev.sonde.api.Labels;
import dev.sonde.engine.Snapshot;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One GPU of this machine, as it was last measured.
///
/// @param index its number
/// @param figures what is known
record GpuView(int index, String name, long timeMillis, Map<GpuFigure, Double> figures) {
  private static final int NONE = -1;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

  /// Those of this machine by their numbers; what was scraped elsewhere is not among them.
  static List<GpuView> of(Snapshot from) {
    var found = new TreeMap<Integer, GpuView>();
    for (GpuFigure each : GpuFigure.values()) {
      rows(from, each, found);
    }
    return List.copyOf(found.values());
  }

  private static void rows(Snapshot from, GpuFigure figure, Map<Integer, GpuView> found) {
    for (int row = from.first(figure.series());
        row < from.size() && from.series(row).name().equals(figure.series());
        row++) {
      Labels labels = from.series(row).labels();
      int index = figure.is(labels) ? index(labels) : NONE;
      if (figure == GpuFigure.UP && index != NONE) {
        found.putIfAbsent(index, empty(index, labels, from.time(row)));
      }
      GpuView view = found.get(index);
      if (view != null) {
        view.figures.putIfAbsent(figure, from.value(row));
      }
    }
  }

  private static GpuView empty(int index, Labels labels, long timeMillis) {
    String name = labels.value("name");
    return new GpuView(
        index, name == null ? "unknown" : name, timeMillis, new EnumMap<>(GpuFigure.class));
  }

  /// The number of the GPU that a series is of, [#NONE] when it is of no GPU here.
  private static int index(Labels labels) {
    String index = labels.value("gpu");
    boolean scraped = labels.value("job") != null && labels.value("instance") != null;
    return index == null || scraped || !NUMBER.matcher(index).matches()
        ? NONE
        : Integer.parseInt(index);
  }

  /// Does it answer?
  boolean isUp() {
    return figure(GpuFigure.UP).orElse(0) == 1;
  }

  OptionalDouble figure(GpuFigure which) {
    Double value = figures.get(which);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
