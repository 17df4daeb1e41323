package dev.sonde.it.history;

import dev.sonde.api.Batch;
import dev.sonde.it.journal.Figures;
import dev.sonde.testkit.ManualTime;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Collections of a made-up host, one after the other, as fast as they are taken.
final class Feed {
  private static final long TEND_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final Batch batch = new Batch();
  private final HostSeries host;
  private final Duration every;
  private final ManualTime time;

  Feed(int series, Duration every, ManualTime time) {
    this.host = new HostSeries(series);
    this.every = every;
    this.time = time;
  }

  /// What becomes of a collection.
  interface Taker {
    void take(Batch batch) throws Exception;
  }

  /// What is done once a minute.
  interface Keeper {
    void tend() throws Exception;
  }

  /// What it took.
  ///
  /// @param cpu seconds of this process, less making the samples up
  /// @param tending of these, what is done once a minute
  /// @param tended of the seconds, those in which that was done
  /// @param worst milliseconds that one collection took
  record Spent(
      long samples, double seconds, double cpu, double tending, double tended, double worst) {
    String json() {
      return """
      {"samples": %d, "seconds": %.3f, "cpu": %.3f, "tending": %.3f, "tended": %.3f, "worst": %.1f}\
      """
          .formatted(samples, seconds, cpu, tending, tended, worst);
    }
  }

  HostSeries host() {
    return host;
  }

  ManualTime time() {
    return time;
  }

  Spent load(int collections, Taker taker, Keeper keeper) throws Exception {
    var figures = new Figures();
    double tending = 0;
    double tended = 0;
    long madeUp = 0;
    long worst = 0;
    for (int i = 0; i < collections; i++) {
      long begin = ownCpuNanos();
      host.collect(time.wallMillis(), batch);
      madeUp += ownCpuNanos() - begin;
      long before = System.nanoTime();
      taker.take(batch);
      worst = Math.max(worst, System.nanoTime() - before);
      time.pass(every);
      if (time.wallMillis() % TEND_MILLIS < every.toMillis()) {
        var duty = new Figures();
        keeper.tend();
        tending += duty.cpuSeconds();
        tended += duty.seconds();
      }
    }
    double cpu = figures.cpuSeconds() - Figures.seconds(madeUp);
    long samples = (long) collections * host.count();
    return new Spent(samples, figures.seconds(), cpu, tending, tended, worst / 1e6);
  }

  private static long ownCpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
