package dev.sonde.app.config;

import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Origin;
import dev.sonde.engine.config.Problems;
import dev.sonde.engine.config.Shown;
import dev.sonde.engine.config.TreeBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns metricsd's configuration into ours. Values keep their places; what came from the
/// environment goes to a layer of its own, above other files.
final class MetricsdTranslation {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Problems problems;
  private final List<String> warnings;
  private final TreeBuilder fromFile = new TreeBuilder();
  private final TreeBuilder fromEnvironment = new TreeBuilder();
  private final List<MetricsdEndpoint> endpoints = new ArrayList<>();
  private Optional<MetricsdShipper> shipper = Optional.empty();
  private String interval = Profile.METRICSD_INTERVAL;

  MetricsdTranslation(Problems problems, List<String> warnings) {
    this.problems = problems;
    this.warnings = warnings;
  }

  Node.Mapping fromFile() {
    return fromFile.tree();
  }

  Node.Mapping fromEnvironment() {
    return fromEnvironment.tree();
  }

  Optional<MetricsdShipper> shipper() {
    return shipper;
  }

  List<MetricsdEndpoint> endpoints() {
    return endpoints;
  }

  /// Translates a tree whose keys are in lower case, in the order in which metricsd checks.
  void translate(Node.Mapping tree) {
    Fields root = new Fields("", tree, problems, warnings);
    pass(root.node("profile"), "profile");
    server(root.object("server"));
    collector(root.object("collector"));
    if (root.node("shipper") != null) {
      shipper(root.object("shipper"));
    }
    for (Node element : root.list("endpoints")) {
      endpoint(element);
    }
    scrape(root.origin("endpoints"));
    pass(root.node("hostname"), "hostname");
    pass(root.node("global_labels"), "labels");
    root.warnUnknown();
  }

  private void server(Fields server) {
    Optional<String> host = server.text("host");
    Optional<Long> port = server.integer("port");
    server.warnUnknown();
    if (port.isPresent() && (port.get() <= 0 || port.get() > 65535)) {
      invalid(server.origin("port"), "invalid server port: " + port.get());
    } else if (host.isPresent() || port.isPresent()) {
      boolean override = server.origin("port") instanceof Origin.Variable;
      Origin origin =
          server.origin(port.isPresent() && (host.isEmpty() || override) ? "port" : "host");
      put("server.listen", address(host.orElse("")) + ":" + port.orElse(8080L), origin);
    }
  }

  private static String address(String host) {
    if (host.isEmpty()) {
      return "0.0.0.0";
    }
    return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  private void collector(Fields collector) {
    collector
        .integer("interval_seconds")
        .ifPresent(seconds -> interval(seconds, collector.origin("interval_seconds")));
    for (String part : new String[] {"cpu", "memory", "disk", "network"}) {
      String key = "enable_" + part;
      collector
          .flag(key)
          .ifPresent(on -> put("collectors.host." + part, on.toString(), collector.origin(key)));
    }
    collector
        .flag("enable_gpu")
        .ifPresent(
            on -> put("collectors.gpu.enabled", on.toString(), collector.origin("enable_gpu")));
    collector.warnUnknown();
  }

  private void interval(long seconds, Origin origin) {
    if (seconds <= 0) {
      invalid(origin, "collector interval must be positive");
    } else {
      interval = seconds + "s";
      put("interval", interval, origin);
    }
  }

  private void shipper(Fields from) {
    int before = problems.count();
    String type = from.text("type").orElse("");
    String endpoint = from.text("endpoint").orElse("");
    if (!type.equals("prometheus_remote_write") && !type.equals("http_json")) {
      invalid(
          from.origin("type"),
          "invalid shipper type: " + type + " (must be 'prometheus_remote_write' or 'http_json')");
    }
    if (endpoint.isEmpty()) {
      invalid(from.origin("endpoint"), "shipper endpoint is required");
    }
    Duration timeout = timeout(from);
    Optional<MetricsdShipper.Tls> tls = new MetricsdTls(from.object("tls"), problems).read();
    from.warnUnknown();
    var read = new MetricsdShipper(type, endpoint, timeout, tls);
    shipper = Optional.of(read);
    if (problems.count() == before) {
      ship(read, from);
    }
  }

  private void ship(MetricsdShipper read, Fields from) {
    boolean environment = from.origin("endpoint") instanceof Origin.Variable;
    (environment ? fromEnvironment : fromFile)
        .put("shippers", new MetricsdShipping(read, from, warnings).list());
  }

  private Duration timeout(Fields from) {
    Duration timeout = from.nanoseconds("timeout").orElse(Duration.ZERO);
    if (timeout.isNegative()) {
      warn(from.origin("timeout"), "shipper.timeout is negative; 30s is used");
    }
    return timeout.isPositive() ? timeout : TIMEOUT;
  }

  /// As metricsd has it, endpoints are asked as often as everything else is measured.
  private void scrape(Origin origin) {
    if (!endpoints.isEmpty()) {
      fromFile.put("collectors.scrape.interval", interval, origin);
      fromFile.put("collectors.scrape.live", "true", origin);
      fromFile.put("collectors.scrape.targets", new MetricsdScraping(endpoints).list(origin));
    }
  }

  private void endpoint(Node element) {
    if (!(element instanceof Node.Mapping mapping)) {
      warn(element.origin(), "this endpoint is no object with name and url; it is left out");
      return;
    }
    Fields fields = new Fields("endpoints[].", mapping, problems, warnings);
    String name = fields.text("name").orElse("");
    String url = fields.text("url").orElse("");
    fields.warnUnknown();
    if (name.isEmpty() || !(url.startsWith("http://") || url.startsWith("https://"))) {
      warn(
          element.origin(),
          "an endpoint needs a name and a url that begins with http:// or https://; it is left out");
    } else {
      endpoint(new MetricsdEndpoint(name, url, element.origin()));
    }
  }

  private void endpoint(MetricsdEndpoint endpoint) {
    String shown = endpoint.name() + " at " + Shown.withoutCredentials(endpoint.url());
    if (!endpoint.canBeAsked()) {
      warn(endpoint.origin(), "endpoint " + shown + ": this URL can't be asked; it is left out");
    } else if (endpoints.stream().anyMatch(endpoint::sameAs)) {
      warn(endpoint.origin(), "endpoint " + shown + " is there twice; once is enough");
    } else {
      endpoints.add(endpoint);
    }
  }

  private void pass(@Nullable Node node, String path) {
    if (node != null) {
      fromFile.put(path, node);
    }
  }

  private void put(String path, String text, Origin origin) {
    (origin instanceof Origin.Variable ? fromEnvironment : fromFile).put(path, text, origin);
  }

  private void invalid(Origin origin, String message) {
    problems.add(origin, "invalid configuration: " + message);
  }

  private void warn(Origin origin, String message) {
    warnings.add(origin + ": " + message);
  }
}
