package dev.sonde.framework;

import dev.sonde.api.framework.MetricType;
import dev.sonde.api.framework.MetricValue;
import java.util.List;
import java.util.Map;

/// Which type a container's value is of, by its name.
final class PartOf {
  private record Beginning(String name, MetricType type) {}

  private static final List<Beginning> BEGINNINGS =
      List.of(
          new Beginning("container_cpu_", MetricType.CPU),
          new Beginning("container_memory_", MetricType.MEMORY),
          new Beginning("container_oom_kills_", MetricType.MEMORY),
          new Beginning("container_network_", MetricType.NETWORK),
          new Beginning("container_disk_", MetricType.DISK),
          new Beginning("container_device_", MetricType.DISK));

  /// The one family that is about several.
  private static final String PRESSURE = "container_pressure_";

  private static final Map<String, MetricType> RESOURCES =
      Map.of("cpu", MetricType.CPU, "memory", MetricType.MEMORY, "io", MetricType.DISK);

  private PartOf() {}

  static MetricType type(MetricValue value) {
    String name = value.name();
    if (name.startsWith(PRESSURE)) {
      String resource = value.labels().value("resource");
      return RESOURCES.getOrDefault(resource == null ? "" : resource, MetricType.LIFECYCLE);
    }
    for (Beginning each : BEGINNINGS) {
      if (name.startsWith(each.name)) {
        return each.type;
      }
    }
    return MetricType.LIFECYCLE;
  }
}
