package dev.sonde.engine.config;

import java.nio.file.Path;
import java.util.Map;

/// Reads a sample configuration from text, for tests.
final class Parsed {
  final Problems problems = new Problems();
  final Bound<SampleConfig> bound;

  private Parsed(String yaml, Map<String, String> environment) {
    Node.Mapping tree = new ConfigReader(problems).parse(yaml, "sonde.yaml");
    Node.Mapping expanded = new References(environment, Path.of("/nowhere"), problems).expand(tree);
    bound = Bound.read(expanded, SampleConfig::read, problems);
  }

  static Parsed of(String... lines) {
    return new Parsed(String.join("\n", lines), Map.of());
  }

  static Parsed of(Map<String, String> environment, String... lines) {
    return new Parsed(String.join("\n", lines), environment);
  }

  SampleConfig config() {
    return bound.value().orElseThrow(() -> new AssertionError(problems.toString()));
  }

  String told() {
    return problems.toString();
  }
}
