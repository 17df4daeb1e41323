package dev.sonde.collectors.oshi;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.collectors.host.HostCollectorFactory;
import dev.sonde.collectors.host.HostConfig;
import java.time.Duration;
import oshi.SystemInfo;

/// Makes the collector that measures a macOS or Windows machine. Takes the place of
/// [HostCollectorFactory] there: same key, same configuration, same names.
public final class OshiHostCollectorFactory implements CollectorFactory<HostConfig> {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HostCollectorFactory linux = new HostCollectorFactory();

  /// A factory.
  public OshiHostCollectorFactory() {}

  @Override
  public String name() {
    return linux.name();
  }

  @Override
  public String help() {
    return linux.help();
  }

  @Override
  public boolean onByDefault() {
    return linux.onByDefault();
  }

  @Override
  public HostConfig read(Settings settings) {
    return linux.read(settings);
  }

  @Override
  public Collector create(HostConfig config, Surroundings surroundings) {
    return new OshiHostCollector(config, SystemInfo::new, surroundings.blocking(), PATIENCE);
  }
}
