package dev.sonde.app.config;

import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// metricsd's shipper as an element of our list `shippers`, as far as this version can.
final class MetricsdShipping {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /// What metricsd measures; it ships nothing else.
  private static final List<String> NAMES =
      List.of(
          "system_cpu_count",
          "system_cpu_usage_percent",
          "system_cpu_usage_total_percent",
          "system_disk_free_bytes",
          "system_disk_read_bytes_total",
          "system_disk_read_count_total",
          "system_disk_total_bytes",
          "system_disk_usage_percent",
          "system_disk_used_bytes",
          "system_disk_write_bytes_total",
          "system_disk_write_count_total",
          "system_gpu_clock_memory_mhz",
          "system_gpu_clock_sm_mhz",
          "system_gpu_count",
          "system_gpu_fan_speed_percent",
          "system_gpu_memory_free_bytes",
          "system_gpu_memory_total_bytes",
          "system_gpu_memory_used_bytes",
          "system_gpu_memory_utilization_percent",
          "system_gpu_power_usage_milliwatts",
          "system_gpu_temperature_celsius",
          "system_gpu_utilization_percent",
          "system_memory_available_bytes",
          "system_memory_total_bytes",
          "system_memory_usage_percent",
          "system_memory_used_bytes",
          "system_network_bytes_recv_total",
          "system_network_bytes_sent_total",
          "system_network_drop_in_total",
          "system_network_drop_out_total",
          "system_network_errors_in_total",
          "system_network_errors_out_total",
          "system_network_packets_recv_total",
          "system_network_packets_sent_total",
          "system_swap_total_bytes",
          "system_swap_usage_percent",
          "system_swap_used_bytes");

  private MetricsdShipping() {}

  /// What this version lacks for it; empty when nothing is missing.
  static Optional<String> missing(MetricsdShipper shipper) {
    if (!shipper.type().equals("http_json")) {
      return Optional.of("this version has no " + shipper.type() + " yet");
    }
    if (shipper.tls().isPresent() || shipper.endpoint().startsWith("https:")) {
      return Optional.of("this version does not ship over TLS yet");
    }
    return Optional.empty();
  }

  /// The list with this one shipper.
  static Node list(MetricsdShipper shipper, Origin origin) {
    var keys = new LinkedHashMap<String, Node.Entry>();
    put(keys, "type", text(shipper.type(), origin));
    put(keys, "url", text(shipper.endpoint(), origin));
    put(keys, "timeout", text(timeout(shipper.timeout()), origin));
    var names = new ArrayList<Node>();
    NAMES.forEach(each -> names.add(text(each, origin)));
    Node filter = one("name", new Node.Sequence(names, origin), origin);
    Node processors = new Node.Sequence(List.of(one("keep", filter, origin)), origin);
    put(keys, "processors", processors);
    return new Node.Sequence(List.of(new Node.Mapping(keys, origin)), origin);
  }

  private static String timeout(Duration wanted) {
    Duration most = wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    return (most.compareTo(SHORTEST) < 0 ? SHORTEST : most).toMillis() + "ms";
  }

  private static Node one(String key, Node value, Origin origin) {
    return new Node.Mapping(Map.of(key, new Node.Entry(origin, value)), origin);
  }

  private static Node text(String text, Origin origin) {
    return Node.Scalar.of(text, origin);
  }

  private static void put(Map<String, Node.Entry> keys, String key, Node value) {
    keys.put(key, new Node.Entry(value.origin(), value));
  }
}
