package dev.sonde.app.config;

import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// metricsd's endpoints as elements of our list `collectors.scrape.targets`.
record MetricsdScraping(List<MetricsdEndpoint> endpoints) {
  Node list(Origin origin) {
    return new Node.Sequence(endpoints.stream().map(MetricsdScraping::target).toList(), origin);
  }

  private static Node target(MetricsdEndpoint of) {
    var url = MetricsdUrl.of(of.url());
    Map<String, Node> keys = new LinkedHashMap<>();
    keys.put("name", text(of, of.name()));
    keys.put("url", text(of, url.url()));
    keys.put("format", text(of, "metricsd_json"));
    keys.put("labels", mapping(of, Map.of("endpoint", text(of, of.name()))));
    url.username()
        .ifPresent(name -> {
          Map<String, Node> basic = new LinkedHashMap<>();
          basic.put("username", text(of, name));
          basic.put("password", text(of, url.password()));
          keys.put("basic_auth", mapping(of, basic));
        });
    return mapping(of, keys);
  }

  private static Node text(MetricsdEndpoint of, String text) {
    return Node.Scalar.of(text, of.origin());
  }

  private static Node mapping(MetricsdEndpoint of, Map<String, Node> keys) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    keys.forEach((key, value) -> entries.put(key, new Node.Entry(of.origin(), value)));
    return new Node.Mapping(entries, of.origin());
  }
}
