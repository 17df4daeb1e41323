package dev.sonde.collectors.gpu;

import dev.sonde.api.Time;
import java.util.ArrayList;
import java.util.List;

/// The sources that a configuration wants, in the order in which their GPUs are numbered.
final class Sources {
  private Sources() {}

  static List<Source> of(GpuConfig config, Places places, Time time) {
    var sources = new ArrayList<Source>();
    var jetson = new JetsonSource(places);
    if (config.nvidia() != GpuConfig.Nvidia.OFF) {
      sources.add(
          new NvidiaSource(config, places, time, () -> config.jetson() && jetson.isPresent()));
    }
    if (config.jetson()) {
      sources.add(jetson);
    }
    if (config.amd()) {
      sources.add(new AmdSource(places));
    }
    return sources;
  }
}
