package dev.sonde.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// A generator that other threads feed: what they put in goes to the sender at the next interval.
/// Safe for many threads.
///
/// What waits in it is in memory alone and is lost with the process; who has to know that a metric
/// is safe gives it to [GenericMetricsSender#send] itself.
public final class QueueMetricsGenerator implements MetricsGenerator {
  private static final int TOGETHER = 1_000;

  private final BlockingQueue<GenericMetric> waiting;

  /// @param most how many may wait
  public QueueMetricsGenerator(int most) {
    waiting = new ArrayBlockingQueue<>(most);
  }

  /// Puts a metric in, and does not wait.
  ///
  /// @return is there room for it? When not it is not taken
  public boolean offer(GenericMetric metric) {
    return waiting.offer(metric);
  }

  /// How many wait.
  public int size() {
    return waiting.size();
  }

  /// The oldest thousand, or as many as there are.
  @Override
  public List<GenericMetric> generate() {
    var some = new ArrayList<GenericMetric>();
    waiting.drainTo(some, TOGETHER);
    return some;
  }

  /// The same.
  @Override
  public List<GenericMetric> remaining() {
    return generate();
  }
}
