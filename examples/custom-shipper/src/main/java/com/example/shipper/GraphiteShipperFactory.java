package com.example.shipper;

import dev.sonde.api.Settings;
import dev.sonde.api.Shipper;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.Surroundings;
import java.time.Duration;

/// Makes shippers from elements of `shippers:` with `type: graphite`. META-INF/services names this
/// class.
public final class GraphiteShipperFactory implements ShipperFactory<GraphiteShipperFactory.Config> {
  /// What can be set.
  ///
  /// @param host where carbon listens
  /// @param port for lines of text over TCP
  /// @param timeout for connecting, and for carbon to read what it was sent
  public record Config(String host, int port, Duration timeout) {}

  /// For the loader of plugins.
  public GraphiteShipperFactory() {}

  @Override
  public String name() {
    return "graphite";
  }

  @Override
  public String help() {
    return "Lines of text to Graphite's carbon, labels as tags.";
  }

  @Override
  public Config read(Settings settings) {
    return new Config(
        settings.text("host", "localhost", "Where carbon listens."),
        (int) settings.integer("port", 2003, 1, 65_535, "Its port for lines of text over TCP."),
        settings.duration(
            "timeout",
            Duration.ofSeconds(10),
            Duration.ofMillis(100),
            Duration.ofMinutes(5),
            "For connecting, and for carbon to read a batch."));
  }

  @Override
  public Shipper create(Config config, Surroundings surroundings) {
    return new GraphiteShipper(config);
  }
}
