package dev.sonde.client;

import java.util.List;

/// Measures something whenever it is asked: document 002's generator. [AsyncMetricsCollector] asks,
/// on a virtual thread of its own for each generator, never twice at a time.
public interface MetricsGenerator extends AutoCloseable {
  /// Measures.
  ///
  /// @return what there is now; may be nothing
  /// @throws Exception when it can't; it is asked again at the next interval
  List<GenericMetric> generate() throws Exception;

  /// What it still has when the program ends: asked for again and again until there is nothing
  /// more. Most have nothing, as they measure what is so when they are asked.
  default List<GenericMetric> remaining() {
    return List.of();
  }

  /// Gives back what it holds; called once, after it was asked for the last time. Does not throw.
  @Override
  default void close() {}
}
