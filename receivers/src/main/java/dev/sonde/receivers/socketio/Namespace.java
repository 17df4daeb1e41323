package dev.sonde.receivers.socketio;

import java.util.Optional;

/// The namespaces that document 002's server had, and what it said there.
enum Namespace {
  METRICS(
      "/ws/metrics", "Connected to metrics endpoint", "Metric data saved successfully to database"),
  GAMES(
      "/ws/game_metrics",
      "Connected to game metrics endpoint",
      "Data saved successfully to database");

  private final String path;
  private final String greeting;
  private final String thanks;

  Namespace(String path, String greeting, String thanks) {
    this.path = path;
    this.greeting = greeting;
    this.thanks = thanks;
  }

  static Optional<Namespace> of(String path) {
    for (Namespace each : values()) {
      if (each.path.equals(path)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  String path() {
    return path;
  }

  /// What a client hears that has connected.
  String greeting() {
    return greeting;
  }

  /// What it hears when a metric is safe.
  String thanks() {
    return thanks;
  }
}
