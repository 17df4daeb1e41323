package dev.sonde.app;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import java.util.function.Supplier;

/// Sonde's own metrics, as a collector like any other.
final class SelfCollectorFactory implements CollectorFactory<SelfCollectorFactory.SelfConfig> {
  /// There is nothing to set.
  record SelfConfig() {}

  static final String NAME = "self";

  private final Supplier<Collector> make;

  /// @param make makes it, once the parts it measures are there
  SelfCollectorFactory(Supplier<Collector> make) {
    this.make = make;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String help() {
    return "Sonde's own metrics: its process, every component, the listeners.";
  }

  @Override
  public boolean onByDefault() {
    return true;
  }

  @Override
  public SelfConfig read(Settings settings) {
    return new SelfConfig();
  }

  @Override
  public Collector create(SelfConfig config, Surroundings surroundings) {
    return make.get();
  }
}
