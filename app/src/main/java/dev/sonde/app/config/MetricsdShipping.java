package dev.sonde.app.config;

import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Origin;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// metricsd's shipper as an element of our list `shippers`. Like metricsd, it goes to its endpoint
/// directly, whatever `https_proxy` says. What was written keeps its place, so that whatever is
/// found wrong with it later is told where it stands.
final class MetricsdShipping {
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /// What metricsd measures, and what its endpoints show; it ships nothing else.
  private static final List<String> NAMES =
      List.of(
          "app_*",
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

  private final MetricsdShipper shipper;
  private final Fields from;
  private final List<String> warnings;
  private final Map<String, Node.Entry> keys = new LinkedHashMap<>();

  MetricsdShipping(MetricsdShipper shipper, Fields from, List<String> warnings) {
    this.shipper = shipper;
    this.from = from;
    this.warnings = warnings;
  }

  /// The list with this one shipper.
  Node list() {
    Origin origin = from.origin("endpoint");
    put("type", text(shipper.type(), from.origin("type")));
    endpoint(origin);
    timeout();
    tls();
    put("proxy", one("url", text("none", origin), origin));
    put("processors", onlyItsNames(origin));
    return new Node.Sequence(List.of(new Node.Mapping(keys, origin)), origin);
  }

  private void endpoint(Origin origin) {
    var endpoint = MetricsdUrl.of(shipper.endpoint());
    @Nullable Node written = from.node("endpoint");
    put(
        "url",
        endpoint.username().isEmpty() && written != null ? written : text(endpoint.url(), origin));
    endpoint
        .username()
        .ifPresent(name -> {
          Map<String, Node.Entry> basic = new LinkedHashMap<>();
          basic.put("username", entry(text(name, origin)));
          basic.put("password", entry(text(endpoint.password(), origin)));
          put("basic", new Node.Mapping(basic, origin));
        });
  }

  private void timeout() {
    if (from.node("timeout") == null) {
      return;
    }
    Origin origin = from.origin("timeout");
    Duration wanted = shipper.timeout();
    Duration most = wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    Duration taken = most.compareTo(SHORTEST) < 0 ? SHORTEST : most;
    if (!taken.equals(wanted)) {
      warn(origin, "shipper.timeout: " + taken.toMillis() + "ms is used; 100ms to 10m are allowed");
    }
    put("timeout", text(taken.toMillis() + "ms", origin));
  }

  /// As metricsd has it, the block means nothing for an address without TLS.
  private void tls() {
    if (shipper.tls().isEmpty()) {
      return;
    }
    Fields block = from.object("tls");
    if (!shipper.endpoint().regionMatches(true, 0, "https:", 0, 6)) {
      warn(
          block.origin("enabled"),
          "shipper.tls is enabled, but the endpoint does not begin with https://: what is sent is"
              + " not encrypted");
      return;
    }
    Map<String, Node.Entry> tls = new LinkedHashMap<>();
    for (String key : MetricsdTls.KEYS) {
      @Nullable Node node = block.node(key);
      if (node != null && !(node instanceof Node.Scalar scalar && scalar.text().isEmpty())) {
        tls.put(key, entry(node));
      }
    }
    put("tls", new Node.Mapping(tls, block.origin()));
  }

  private static Node onlyItsNames(Origin origin) {
    List<Node> names = NAMES.stream().map(each -> text(each, origin)).toList();
    Node filter = one("name", new Node.Sequence(names, origin), origin);
    return new Node.Sequence(List.of(one("keep", filter, origin)), origin);
  }

  private void put(String key, Node value) {
    keys.put(key, entry(value));
  }

  private void warn(Origin origin, String message) {
    warnings.add(origin + ": " + message);
  }

  private static Node one(String key, Node value, Origin origin) {
    return new Node.Mapping(Map.of(key, new Node.Entry(origin, value)), origin);
  }

  private static Node text(String text, Origin origin) {
    return Node.Scalar.of(text, origin);
  }

  private static Node.Entry entry(Node value) {
    return new Node.Entry(value.origin(), value);
  }
}
