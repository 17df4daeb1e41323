package dev.sonde.client;

import dev.sonde.api.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Asks generators at an interval and gives the sender what they found: document 002's collector.
///
/// ```
/// try (var sender = GenericMetricsSender.open(config);
///     var collector = new AsyncMetricsCollector(sender, Duration.ofSeconds(15))) {
///   collector.add(new SystemMetricsGenerator());
///   …
/// }
/// ```
///
/// Each generator has a virtual thread of its own (`sonde-client-generator`), so one that hangs
/// holds up no other; one that throws is counted, logged, and asked again. What the sender refuses
/// is kept and tried again before its generator is asked for more, so that a full journal loses
/// nothing that was measured, and a queue fills up.
///
/// Does not close the sender. All methods may be called from any thread; closing twice is fine.
public final class AsyncMetricsCollector implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(5);

  /// Waits between two rounds.
  @FunctionalInterface
  interface Rhythm {
    /// @return is there another round?
    boolean awaitNext() throws InterruptedException;
  }

  private record Running(GeneratorRun run, Thread thread) {}

  private final GenericMetricsSender sender;
  private final Rhythm rhythm;
  private final CountDownLatch end;
  private final Duration grace;
  private final List<Running> running = new ArrayList<>();
  private boolean closed;

  /// @param interval between two rounds of a generator; at least a millisecond
  public AsyncMetricsCollector(GenericMetricsSender sender, Duration interval) {
    this(sender, new CountDownLatch(1), interval);
  }

  private AsyncMetricsCollector(
      GenericMetricsSender sender, CountDownLatch end, Duration interval) {
    this(sender, end, GRACE, () -> !end.await(interval.toNanos(), TimeUnit.NANOSECONDS));
    if (interval.compareTo(Duration.ofMillis(1)) < 0
        || interval.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("the interval is " + interval + "; it is 1 ms to a day");
    }
  }

  /// @param grace how long generators have to end, all together
  AsyncMetricsCollector(
      GenericMetricsSender sender, CountDownLatch end, Duration grace, Rhythm rhythm) {
    this.sender = sender;
    this.end = end;
    this.grace = grace;
    this.rhythm = rhythm;
  }

  /// Begins to ask a generator, at once and then at every interval. It is closed with this.
  ///
  /// @throws IllegalStateException when this is closed
  public synchronized void add(MetricsGenerator generator) {
    if (closed) {
      throw new IllegalStateException("the collector is closed");
    }
    var run = new GeneratorRun(generator, sender::send, rhythm);
    running.add(new Running(run, Thread.ofVirtual().name("sonde-client-generator").start(run)));
  }

  /// Rounds that failed since the start, over all generators.
  public synchronized long failures() {
    return running.stream().mapToLong(each -> each.run().failures()).sum();
  }

  /// Metrics that were measured and that the sender does not take yet; they are tried again.
  public synchronized long held() {
    return running.stream().mapToLong(each -> each.run().held()).sum();
  }

  /// Ends: no generator is asked any more, and each is closed when it has ended. Those that do not
  /// within five seconds are interrupted and left alone, within a second when the caller is
  /// interrupted.
  @Override
  public void close() {
    end.countDown();
    var ending = new Ending(Time.SYSTEM, grace, Ending.MOMENT);
    for (Running each : ending()) {
      if (!ending.await(each.thread())) {
        each.thread().interrupt();
      }
    }
  }

  private synchronized List<Running> ending() {
    closed = true;
    return List.copyOf(running);
  }
}
