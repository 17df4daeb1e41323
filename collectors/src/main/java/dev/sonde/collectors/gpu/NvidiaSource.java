package dev.sonde.collectors.gpu;

import dev.sonde.api.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// NVIDIA's GPUs: by the driver's library, else by its program.
///
/// Which one is decided in the first reading, so that nothing of either is loaded where there is no
/// driver. A library that can't be loaded, such as one for another C library, makes way for the
/// program.
final class NvidiaSource implements Source {
  private final GpuConfig config;
  private final Places places;
  private final Time time;
  private final BooleanSupplier jetson;
  private volatile @Nullable Source chosen;

  /// @param jetson is this a Jetson? Its library knows next to nothing, its files do
  NvidiaSource(GpuConfig config, Places places, Time time, BooleanSupplier jetson) {
    this.config = config;
    this.places = places;
    this.time = time;
    this.jetson = jetson;
  }

  @Override
  public String name() {
    return "nvidia";
  }

  @Override
  public boolean isPresent() {
    if (config.nvml().isPresent() || config.smi().isPresent()) {
      return true;
    }
    return places.nvidiaDriver()
        && (nvml().isPresent() || smi().isPresent())
        && !(config.nvidia() == GpuConfig.Nvidia.AUTO && jetson.getAsBoolean());
  }

  @Override
  public void refresh() throws IOException {
    Source asked = chosen;
    if (asked == null) {
      asked = choose();
      chosen = asked;
    }
    try {
      asked.refresh();
    } catch (UnloadableException e) {
      if (!asked.gpus().isEmpty() || smi().isEmpty()) {
        throw e;
      }
      asked.close();
      asked = new SmiSource(smi().get());
      chosen = asked;
      asked.refresh();
    }
  }

  @Override
  public List<Gpu> gpus() {
    Source asked = chosen;
    return asked == null ? List.of() : asked.gpus();
  }

  @Override
  public void giveUp() {
    Source asked = chosen;
    if (asked != null) {
      asked.giveUp();
    }
  }

  @Override
  public void close() {
    Source asked = chosen;
    if (asked != null) {
      asked.close();
    }
  }

  private Source choose() throws IOException {
    Optional<Path> library = nvml();
    if (library.isPresent()) {
      return new NvmlSource(library.get(), ProcessNames.of(places), time, NvmlWishes.of(config));
    }
    return new SmiSource(
        smi()
            .orElseThrow(
                () -> new IOException("neither libnvidia-ml.so.1 nor nvidia-smi is there")));
  }

  private Optional<Path> nvml() {
    return config.nvidia() == GpuConfig.Nvidia.NVIDIA_SMI
        ? Optional.empty()
        : config.nvml().or(places::nvml);
  }

  private Optional<Path> smi() {
    return config.nvidia() == GpuConfig.Nvidia.NVML
        ? Optional.empty()
        : config.smi().or(places::smi);
  }
}
