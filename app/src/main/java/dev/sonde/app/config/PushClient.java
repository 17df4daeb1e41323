package dev.sonde.app.config;

import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Origin;
import dev.sonde.engine.config.TreeBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The metrics push client's server: what its variables make of it.
final class PushClient {
  /// The variables.
  static final List<String> NAMES =
      List.of("METRICS_SERVER_URL", "METRICS_API_KEY", "METRICS_CLIENT_ID");

  private static final String URL = NAMES.getFirst();

  private final Variables variables;

  PushClient(Variables variables) {
    this.variables = variables;
  }

  /// One destination, in the client's own form.
  void put(TreeBuilder tree) {
    variables
        .text(URL)
        .ifPresent(url -> {
          var origin = new Origin.Variable(URL);
          var server = new LinkedHashMap<String, Node>();
          server.put("name", Node.Scalar.of("server", origin));
          server.put("type", Node.Scalar.of("batch_json", origin));
          server.put("url", Node.Scalar.of(url, origin));
          put(server, "api_key", "METRICS_API_KEY");
          put(server, "client_id", "METRICS_CLIENT_ID");
          server.put("start_at", Node.Scalar.of("oldest", origin));
          server.put("processors", battery(origin));
          tree.put("shippers", new Node.Sequence(List.of(mapping(server, origin)), origin));
        });
  }

  private void put(Map<String, Node> server, String key, String name) {
    variables
        .text(name)
        .ifPresent(value -> server.put(key, Node.Scalar.of(value, new Origin.Variable(name))));
  }

  /// Its one collector looked at the first battery, and called it so.
  private static Node battery(Origin origin) {
    Node name =
        rule(
            origin,
            List.of("__name__", "battery"),
            Map.of(
                "regex", "system_battery_charge_percent;BAT0",
                "target_label", "__name__",
                "replacement", "battery_metric"));
    Node label =
        rule(
            origin,
            List.of("__name__"),
            Map.of("regex", "battery_metric", "target_label", "battery", "replacement", ""));
    Node rules = new Node.Sequence(List.of(name, label), origin);
    Node relabel = mapping(Map.of("rules", rules), origin);
    return new Node.Sequence(List.of(mapping(Map.of("relabel", relabel), origin)), origin);
  }

  private static Node rule(Origin origin, List<String> sources, Map<String, String> keys) {
    var rule = new LinkedHashMap<String, Node>();
    rule.put(
        "source_labels",
        new Node.Sequence(
            sources.stream().<Node>map(each -> Node.Scalar.of(each, origin)).toList(), origin));
    keys.forEach((key, value) -> rule.put(key, Node.Scalar.of(value, origin)));
    return mapping(rule, origin);
  }

  private static Node mapping(Map<String, Node> keys, Origin origin) {
    var entries = new LinkedHashMap<String, Node.Entry>();
    keys.forEach((key, value) -> entries.put(key, new Node.Entry(value.origin(), value)));
    return new Node.Mapping(entries, origin);
  }
}
