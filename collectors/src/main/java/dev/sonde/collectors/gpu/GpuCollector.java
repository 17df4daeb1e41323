package dev.sonde.collectors.gpu;

import dev.sonde.api.Blocking;
import dev.sonde.api.Collector;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Measures the GPUs there are. Looks for new ones once a minute; one that was there and is lost is
/// shown as that.
final class GpuCollector implements Collector {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.collector.gpu");
  private static final long LOOK_AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

  private final Supplier<List<Source>> sources;
  private final Blocking blocking;
  private final Duration limit;
  private final Time time;
  private final List<Watch> waiting = new ArrayList<>();
  private final List<Watch> watches = new ArrayList<>();
  private boolean begun;
  private long lookedNanos;

  GpuCollector(Supplier<List<Source>> sources, Blocking blocking, Duration limit, Time time) {
    this.sources = sources;
    this.blocking = blocking;
    this.limit = limit;
    this.time = time;
  }

  @Override
  public void collect(Recorder out) throws IOException, InterruptedException {
    look();
    var report = new Report(out);
    int known = 0;
    int answered = 0;
    String problem = "";
    for (Watch watch : watches) {
      String why = watch.read();
      List<Gpu> gpus = watch.source().gpus();
      answered += why.isEmpty() ? record(gpus, known, report) : lost(gpus, known, report);
      known += gpus.size();
      if (!why.isEmpty()) {
        report.absent(watch.source().name() + " GPUs", why);
        problem = problem.isEmpty() ? why : problem;
      }
    }
    if (known > 0) {
      out.record(GpuFamilies.COUNT, Labels.NONE, known);
    }
    if (known > 0 && answered == 0) {
      throw new IOException(problem.isEmpty() ? "no GPU answers" : problem);
    }
  }

  /// No GPU of any sort was found.
  @Override
  public boolean isIdle() {
    return watches.isEmpty();
  }

  @Override
  public void close() {
    for (Watch each : watches) {
      close(each);
    }
    watches.clear();
    waiting.clear();
  }

  /// Gives how many answered.
  private int record(List<Gpu> gpus, int first, Report report) {
    int answered = 0;
    for (int i = 0; i < gpus.size(); i++) {
      Gpu gpu = gpus.get(i);
      gpu.number(first + i);
      if (gpu.up) {
        gpu.settle();
        gpu.stall(time.nanos());
        answered++;
      }
      report.record(gpu);
    }
    return answered;
  }

  /// Those a call may still be reading: nothing but their names is touched.
  private static int lost(List<Gpu> gpus, int first, Report report) {
    for (int i = 0; i < gpus.size(); i++) {
      gpus.get(i).numberUnlessKnown(first + i);
      report.lost(gpus.get(i));
    }
    return 0;
  }

  private void look() {
    long now = time.nanos();
    if (!begun) {
      begun = true;
      for (Source each : sources.get()) {
        waiting.add(new Watch(each, blocking, limit, time));
      }
    } else if (waiting.isEmpty() || now - lookedNanos < LOOK_AGAIN_NANOS) {
      return;
    }
    lookedNanos = now;
    for (Watch each : List.copyOf(waiting)) {
      if (each.source().isPresent()) {
        watches.add(each);
        waiting.remove(each);
      }
    }
  }

  private void close(Watch watch) {
    try {
      blocking.call(
          "end of " + watch.source().name() + " GPUs",
          limit,
          () -> {
            watch.close();
            return true;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("what the driver of {} GPUs holds was not given back", watch.source().name(), e);
    }
  }
}
