package dev.sonde.api.framework;

/// What sort of thing a collector measures. Open: others may be made.
///
/// @param name lower case, such as `cpu_usage`
public record MetricType(String name) {
  /// Time of processors.
  public static final MetricType CPU = new MetricType("cpu_usage");

  /// Memory and what becomes of those who need too much.
  public static final MetricType MEMORY = new MetricType("memory_usage");

  /// Traffic of interfaces.
  public static final MetricType NETWORK = new MetricType("network_io");

  /// Reading and writing of disks.
  public static final MetricType DISK = new MetricType("disk_io");

  /// State, start and end, restarts, health of a container.
  public static final MetricType LIFECYCLE = new MetricType("container_lifecycle");

  /// Anything else.
  public static final MetricType CUSTOM = new MetricType("custom");

  public MetricType {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a type needs a name");
    }
  }

  /// The type of this name.
  public static MetricType of(String name) {
    return new MetricType(name);
  }
}
