package dev.sonde.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a machine is doing, under document 002's names. What could not be measured is empty.
///
/// @param timestamp when it was measured
/// @param cpuCountPhysical cores
/// @param cpuCountLogical what runs threads
/// @param cpuPercent how busy all of them were since the measurement before, 0 to 100
/// @param cpuTemp of the processor, °C
/// @param memoryTotal bytes
/// @param memoryAvailable bytes that programs could still get
/// @param memoryPercent what they could not, 0 to 100
/// @param networkBytesSent by all interfaces since the machine started
/// @param networkBytesRecv by all interfaces since the machine started
/// @param processCount processes
public record SystemMetrics(
    Instant timestamp,
    OptionalLong cpuCountPhysical,
    OptionalLong cpuCountLogical,
    OptionalDouble cpuPercent,
    OptionalDouble cpuTemp,
    OptionalLong memoryTotal,
    OptionalLong memoryAvailable,
    OptionalDouble memoryPercent,
    OptionalLong networkBytesSent,
    OptionalLong networkBytesRecv,
    OptionalLong processCount) {
  /// One metric for each number that there is.
  ///
  /// @param origin the machine's name
  public List<GenericMetric> toMetrics(String origin) {
    var metrics = new ArrayList<GenericMetric>();
    add(metrics, origin, "cpu_count_physical", cpuCountPhysical);
    add(metrics, origin, "cpu_count_logical", cpuCountLogical);
    add(metrics, origin, "cpu_percent", cpuPercent);
    add(metrics, origin, "cpu_temp", cpuTemp);
    add(metrics, origin, "memory_total", memoryTotal);
    add(metrics, origin, "memory_available", memoryAvailable);
    add(metrics, origin, "memory_percent", memoryPercent);
    add(metrics, origin, "network_bytes_sent", networkBytesSent);
    add(metrics, origin, "network_bytes_recv", networkBytesRecv);
    add(metrics, origin, "process_count", processCount);
    return List.copyOf(metrics);
  }

  private void add(List<GenericMetric> to, String origin, String type, OptionalLong value) {
    value.ifPresent(each -> to.add(new GenericMetric(origin, type, each, timestamp, Map.of())));
  }

  private void add(List<GenericMetric> to, String origin, String type, OptionalDouble value) {
    value.ifPresent(each -> to.add(new GenericMetric(origin, type, each, timestamp, Map.of())));
  }
}
