package dev.sonde.api.framework;

import java.util.List;

/// Another container runtime than Docker and Podman: which containers it has, and their numbers.
/// With it the built-in collectors (cpu, memory, …) show its containers, too.
///
/// Called from one thread at a time, within the time-out of the collector that asks. Made without
/// touching files and network. What it throws leaves its containers out and disturbs no other.
public interface ContainerRuntime extends AutoCloseable {
  /// Its name, lower case: what its containers give as [Container#runtime].
  String name();

  /// All containers there are, those that have ended too.
  List<Container> containers() throws Exception;

  /// What is known of one of them now, under the names of docs/metrics.md
  /// (`container_memory_usage_bytes` …). The container's own labels are added. The `cpu` collector
  /// shows what begins with `container_cpu_`, and so on; `lifecycle` whatever no other shows.
  ///
  /// @throws Exception when nothing can be said of it; the others go on
  List<MetricValue> measure(Container container) throws Exception;

  /// Gives back what it holds. Does not throw.
  @Override
  default void close() {}
}
