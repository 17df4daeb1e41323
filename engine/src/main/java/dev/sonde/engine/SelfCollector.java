package dev.sonde.engine;

import dev.sonde.api.Collector;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import dev.sonde.api.Time;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Measures Sonde itself: the process, and every component by the same counts.
public final class SelfCollector implements Collector {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Engine engine;
  private final BlockingCalls blocking;
  private final Time time;
  private final Labels build;
  private final OwnProcess process;
  private final List<Consumer<Recorder>> others;
  private final long startNanos;
  private final Map<String, ComponentSlots> components = new HashMap<>();
  private final IdentityHashMap<Family, Slot> slots = new IdentityHashMap<>();

  /// @param build what identifies this Sonde: version, Java
  /// @param others parts of the program that are no components and have numbers of their own
  public SelfCollector(
      Engine engine,
      BlockingCalls blocking,
      Time time,
      Labels build,
      OwnProcess process,
      List<Consumer<Recorder>> others) {
    this.engine = engine;
    this.blocking = blocking;
    this.time = time;
    this.build = build;
    this.process = process;
    this.others = List.copyOf(others);
    this.startNanos = time.nanos();
  }

  @Override
  public void collect(Recorder out) {
    process(out);
    for (ComponentStatus each : engine.components()) {
      components
          .computeIfAbsent(each.kind() + ' ' + each.name(), _ -> new ComponentSlots(each))
          .record(out, each);
    }
    others.forEach(each -> each.accept(out));
  }

  private void process(Recorder out) {
    var runtime = Runtime.getRuntime();
    out.record(slots.computeIfAbsent(SelfFamilies.BUILD, family -> out.slot(family, build)), 1);
    plain(out, SelfFamilies.UPTIME, (time.nanos() - startNanos) / NANOS_PER_SECOND);
    plain(out, SelfFamilies.HEAP, runtime.totalMemory() - runtime.freeMemory());
    plain(out, SelfFamilies.SERIES, engine.series().size());
    plain(out, SelfFamilies.SERIES_LIMIT, engine.series().limits().maxSeries());
    plain(out, SelfFamilies.BLOCKING_RUNNING, blocking.running());
    plain(out, SelfFamilies.BLOCKING_ABANDONED, blocking.abandoned());
    process.cpuSeconds().ifPresent(cpu -> plain(out, SelfFamilies.CPU, cpu));
    process.residentBytes().ifPresent(bytes -> plain(out, SelfFamilies.RESIDENT, bytes));
  }

  private void plain(Recorder out, Family family, double value) {
    out.record(slots.computeIfAbsent(family, each -> out.slot(each, Labels.NONE)), value);
  }
}
