package com.example.generator;

import dev.sonde.api.Generator;
import dev.sonde.api.GeneratorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;

/// Makes the generator from the section `generators.datagram`. META-INF/services names this class.
public final class DatagramGeneratorFactory
    implements GeneratorFactory<DatagramGeneratorFactory.Config> {
  /// What can be set.
  ///
  /// @param port to listen on, on this machine alone
  public record Config(int port) {}

  /// For the loader of plugins.
  public DatagramGeneratorFactory() {}

  @Override
  public String name() {
    return "datagram";
  }

  @Override
  public String help() {
    return "Numbers that programs of this machine send as datagrams.";
  }

  @Override
  public Config read(Settings settings) {
    return new Config(
        (int) settings.integer("port", 9199, 1, 65_535, "Where it listens, on 127.0.0.1."));
  }

  @Override
  public boolean hasWork(Config config) {
    return true;
  }

  @Override
  public Generator create(Config config, Surroundings surroundings) {
    return new DatagramGenerator(config.port());
  }
}
