package dev.sonde.collectors.discovery.consul;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// What is asked, as configured.
final class Questions {
  private final ConsulDiscoveryConfig config;

  Questions(ConsulDiscoveryConfig config) {
    this.config = config;
  }

  /// All services and their tags.
  String services() {
    var query = query();
    add(query, "filter", config.filter());
    return "/v1/catalog/services" + shown(query);
  }

  /// The instances of one service, and how they are.
  String instances(String service) {
    var query = query();
    config.tags().forEach(tag -> add(query, "tag", tag));
    return "/v1/health/service/" + encode(service) + shown(query);
  }

  private StringBuilder query() {
    var query = new StringBuilder();
    add(query, "dc", config.datacenter());
    add(query, "ns", config.namespace());
    add(query, "partition", config.partition());
    if (config.allowStale()) {
      query.append("&stale");
    }
    config.nodeMeta().forEach((key, value) -> add(query, "node-meta", key + ":" + value));
    return query;
  }

  private static String shown(StringBuilder query) {
    return query.isEmpty() ? "" : "?" + query.substring(1);
  }

  private static void add(StringBuilder query, String key, String value) {
    if (!value.isEmpty()) {
      query.append('&').append(key).append('=').append(encode(value));
    }
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
