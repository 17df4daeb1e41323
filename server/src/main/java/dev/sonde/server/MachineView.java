package dev.sonde.server;

import dev.sonde.api.Labels;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Span;
import dev.sonde.engine.Snapshot;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The few numbers of this machine that people ask for first. Absent when not measured.
record MachineView(Map<MachineFigure, Double> figures, long timeMillis) {
  static MachineView of(Snapshot from) {
    var figures = new EnumMap<MachineFigure, Double>(MachineFigure.class);
    for (MachineFigure each : MachineFigure.values()) {
      find(from, each, figures);
    }
    return new MachineView(figures, time(from));
  }

  /// The newest that is stored.
  static MachineView of(History history, Labels identity, Span when)
      throws IOException, InterruptedException {
    var stored = new Stored();
    List<MachineFigure> all = List.of(MachineFigure.values());
    history.latest(MachineFigure.stored(all, identity), when, stored);
    return new MachineView(stored.figures, stored.newest);
  }

  /// Is there nothing at all?
  boolean isEmpty() {
    return figures.isEmpty();
  }

  OptionalDouble cpu() {
    return figure(MachineFigure.CPU);
  }

  OptionalDouble ram() {
    return figure(MachineFigure.RAM);
  }

  OptionalDouble gpu() {
    return figure(MachineFigure.GPU);
  }

  /// The machine's, else that of its first GPU, as the live metrics service had it.
  OptionalDouble temperature() {
    OptionalDouble own = figure(MachineFigure.TEMPERATURE);
    return own.isPresent() ? own : figure(MachineFigure.GPU_TEMPERATURE);
  }

  /// A store of the service's own tables has no total; as there, it is what is used and free then.
  OptionalDouble diskTotal() {
    OptionalDouble used = diskUsed();
    OptionalDouble free = diskFree();
    return figures.containsKey(MachineFigure.DISK_TOTAL) || used.isEmpty() || free.isEmpty()
        ? figure(MachineFigure.DISK_TOTAL)
        : OptionalDouble.of(used.getAsDouble() + free.getAsDouble());
  }

  OptionalDouble diskUsed() {
    return figure(MachineFigure.DISK_USED);
  }

  OptionalDouble diskFree() {
    return figure(MachineFigure.DISK_FREE);
  }

  OptionalDouble diskPercent() {
    return figure(MachineFigure.DISK_PERCENT);
  }

  private OptionalDouble figure(MachineFigure which) {
    Double value = figures.get(which);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static void find(
      Snapshot from, MachineFigure figure, Map<MachineFigure, Double> figures) {
    for (int row = from.first(figure.series());
        row < from.size() && from.series(row).name().equals(figure.series());
        row++) {
      if (figure.is(from.series(row).labels())) {
        figures.put(figure, from.value(row));
        return;
      }
    }
  }

  /// When the memory was read, which every machine has: the instant of the host's last collection.
  private static long time(Snapshot from) {
    int row = from.first("system_memory_total_bytes");
    return row < from.size() ? from.time(row) : 0;
  }

  /// Where several series are one figure, as after a change of labels, the newest sample counts.
  private static final class Stored implements Points {
    private final Map<MachineFigure, Double> figures = new EnumMap<>(MachineFigure.class);
    private final Map<MachineFigure, Long> times = new EnumMap<>(MachineFigure.class);
    private Optional<MachineFigure> figure = Optional.empty();
    private long newest;

    @Override
    public boolean series(String name, Labels labels) {
      figure = MachineFigure.of(name, labels);
      return true;
    }

    @Override
    public boolean point(long timeMillis, double value) {
      figure.ifPresent(which -> {
        if (timeMillis > times.getOrDefault(which, -1L)) {
          times.put(which, timeMillis);
          figures.put(which, value);
          newest = Math.max(newest, timeMillis);
        }
      });
      return true;
    }
  }
}
