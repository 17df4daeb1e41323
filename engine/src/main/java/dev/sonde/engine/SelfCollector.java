package dev.sonde.engine;

import dev.sonde.api.Collector;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import dev.sonde.api.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Measures Sonde itself: the process, and every component by the same counts.
public final class SelfCollector implements Collector {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double BYTES_PER_KIB = 1024;

  private record Key(String family, String kind, String component, String reason) {}

  private final Engine engine;
  private final BlockingCalls blocking;
  private final Time time;
  private final Labels build;
  private final Path processStatus;
  private final List<Consumer<Recorder>> others;
  private final long startNanos;
  private final Map<Key, Slot> slots = new HashMap<>();

  /// @param build what identifies this Sonde: version, Java
  /// @param processStatus `/proc/self/status`; where there is none, resident memory is absent
  /// @param others parts of the program that are no components and have numbers of their own
  public SelfCollector(
      Engine engine,
      BlockingCalls blocking,
      Time time,
      Labels build,
      Path processStatus,
      List<Consumer<Recorder>> others) {
    this.engine = engine;
    this.blocking = blocking;
    this.time = time;
    this.build = build;
    this.processStatus = processStatus;
    this.others = List.copyOf(others);
    this.startNanos = time.nanos();
  }

  @Override
  public void collect(Recorder out) {
    process(out);
    for (ComponentStatus each : engine.components()) {
      component(out, each);
    }
    others.forEach(each -> each.accept(out));
  }

  private void process(Recorder out) {
    var runtime = Runtime.getRuntime();
    out.record(SelfFamilies.BUILD, build, 1);
    plain(out, SelfFamilies.UPTIME, (time.nanos() - startNanos) / NANOS_PER_SECOND);
    ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .ifPresent(cpu -> plain(out, SelfFamilies.CPU, cpu.toNanos() / NANOS_PER_SECOND));
    plain(out, SelfFamilies.HEAP, runtime.totalMemory() - runtime.freeMemory());
    plain(out, SelfFamilies.SERIES, engine.series().size());
    plain(out, SelfFamilies.SERIES_LIMIT, engine.series().limits().maxSeries());
    plain(out, SelfFamilies.BLOCKING_RUNNING, blocking.running());
    plain(out, SelfFamilies.BLOCKING_ABANDONED, blocking.abandoned());
    resident(out);
  }

  private void resident(Recorder out) {
    try {
      for (String line : Files.readAllLines(processStatus)) {
        if (line.startsWith("VmRSS:")) {
          String digits = line.substring("VmRSS:".length()).replace("kB", "").strip();
          plain(out, SelfFamilies.RESIDENT, Long.parseLong(digits) * BYTES_PER_KIB);
        }
      }
    } catch (IOException | NumberFormatException unreadable) {
      out.absent("resident memory", processStatus + ": " + unreadable);
    }
  }

  private void component(Recorder out, ComponentStatus of) {
    boolean healthy = of.state() != ComponentStatus.State.FAILING;
    each(out, SelfFamilies.HEALTHY, of, healthy ? 1 : 0);
    each(out, SelfFamilies.RUNS, of, of.runs());
    each(out, SelfFamilies.FAILURES, of, of.failures());
    each(out, SelfFamilies.SKIPPED, of, of.skipped());
    each(out, SelfFamilies.RUN_SECONDS, of, of.totalRunNanos() / NANOS_PER_SECOND);
    each(out, SelfFamilies.ABSENT, of, of.absent().size());
    each(out, SelfFamilies.RECEIVED, of, of.totals().received());
    each(out, SelfFamilies.ACCEPTED, of, of.totals().accepted());
    reasons(out, SelfFamilies.FILTERED, of, of.totals().filtered());
    reasons(out, SelfFamilies.REFUSED, of, of.totals().refused());
  }

  private void plain(Recorder out, Family family, double value) {
    write(out, family, "", "", "", value);
  }

  private void each(Recorder out, Family family, ComponentStatus of, double value) {
    write(out, family, of.kind(), of.name(), "", value);
  }

  private void reasons(Recorder out, Family family, ComponentStatus of, Map<String, Long> counts) {
    counts.forEach((reason, count) -> write(out, family, of.kind(), of.name(), reason, count));
  }

  private void write(
      Recorder out, Family family, String kind, String component, String reason, double value) {
    Slot slot =
        slots.computeIfAbsent(
            new Key(family.name(), kind, component, reason),
            _ ->
                out.slot(
                    family, Labels.of("kind", kind, "component", component, "reason", reason)));
    out.record(slot, value);
  }
}
