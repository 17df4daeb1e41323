package dev.sonde.collectors.gpu;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import java.nio.file.Path;

/// Makes the collector that measures GPUs. Where there are none it records nothing and says
/// nothing.
public final class GpuCollectorFactory implements CollectorFactory<GpuConfig> {
  private final Time time;
  private final Path root;

  /// A factory.
  public GpuCollectorFactory(Time time) {
    this(time, Path.of("/"));
  }

  GpuCollectorFactory(Time time, Path root) {
    this.time = time;
    this.root = root;
  }

  @Override
  public String name() {
    return "gpu";
  }

  @Override
  public String help() {
    return "GPUs: use, memory, temperature, power, clocks and errors of NVIDIA's, AMD's and Jetson's.";
  }

  @Override
  public boolean onByDefault() {
    return true;
  }

  @Override
  public GpuConfig read(Settings settings) {
    return GpuConfig.read(settings);
  }

  @Override
  public Collector create(GpuConfig config, Surroundings surroundings) {
    return new GpuCollector(
        () -> Sources.of(config, Places.of(surroundings.environment(), root), time),
        surroundings.blocking(),
        config.answerTimeout(),
        time);
  }
}
