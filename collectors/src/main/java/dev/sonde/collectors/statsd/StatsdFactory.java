package dev.sonde.collectors.statsd;

import dev.sonde.api.Generator;
import dev.sonde.api.GeneratorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import java.security.SecureRandom;

/// Makes what listens for StatsD.
public final class StatsdFactory implements GeneratorFactory<StatsdConfig> {
  private final Time time;

  /// A factory of those that measure silence by this time.
  public StatsdFactory(Time time) {
    this.time = time;
  }

  @Override
  public String name() {
    return "statsd";
  }

  @Override
  public String help() {
    return "What programs send in StatsD's form, over UDP and TCP, with DogStatsD's tags.";
  }

  @Override
  public StatsdConfig read(Settings settings) {
    return StatsdConfig.read(settings);
  }

  @Override
  public boolean hasWork(StatsdConfig config) {
    return config.listen().isPresent();
  }

  @Override
  public Generator create(StatsdConfig config, Surroundings surroundings) {
    return new StatsdGenerator(config, time, new SecureRandom().nextLong(), _ -> {});
  }
}
