package dev.sonde.collectors.gpu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The GPU of a Jetson, by its load, clock and temperature in `/sys`. It has no memory of its own.
final class JetsonSource implements Source {
  private static final Pattern DEVICE =
      Pattern.compile("[0-9a-f]{4,16}\\.(?:gpu|gm20b|gp10b|gv11b|ga10b|gb10b)");
  private static final Pattern ZONE = Pattern.compile("thermal_zone\\d{1,4}");
  private static final List<String> ZONES = List.of("gpu-thermal", "gpu-therm");
  private static final List<String> LOADS =
      List.of(
          "devices/gpu.0/load",
          "devices/platform/gpu.0/load",
          "devices/57000000.gpu/load",
          "devices/17000000.gp10b/load",
          "devices/17000000.gv11b/load",
          "devices/17000000.ga10b/load",
          "devices/platform/17000000.ga10b/load",
          "devices/platform/17000000.gpu/load",
          "devices/platform/bus@0/17000000.gpu/load");
  private static final double TENTHS_OF_A_PERCENT = 10;
  private static final double MILLI = 1e3;
  private static final double MEGA = 1e6;

  private final Places places;
  private @Nullable SysReading numbers;
  private volatile List<Gpu> gpus = List.of();

  JetsonSource(Places places) {
    this.places = places;
  }

  @Override
  public String name() {
    return "jetson";
  }

  @Override
  public boolean isPresent() {
    return load().isPresent();
  }

  @Override
  public List<Gpu> gpus() {
    return gpus;
  }

  @Override
  public void refresh() throws IOException {
    SysReading open = numbers;
    if (open == null) {
      open = open();
      numbers = open;
      gpus = gpus.isEmpty() ? List.of(new Gpu(identity())) : gpus;
    }
    Gpu gpu = gpus.getFirst();
    gpu.forget();
    gpu.up = open.read(gpu);
    if (!gpu.up) {
      close();
      throw new IOException("the load of the GPU can't be read");
    }
  }

  @Override
  public void close() {
    SysReading open = numbers;
    numbers = null;
    if (open != null) {
      open.close();
    }
  }

  private SysReading open() {
    ByteBuffer room = SysFile.room();
    var reading = new SysReading(room);
    load().ifPresent(path -> reading.add(path, Figure.UTILIZATION, TENTHS_OF_A_PERCENT));
    for (Path device : devices()) {
      reading.add(device.resolve("cur_freq"), Figure.CLOCK_GRAPHICS, MEGA);
      reading.add(device.resolve("cur_freq"), Figure.CLOCK_SM, MEGA);
    }
    for (Path zone : SysTree.named(places.sys().resolve("class/thermal"), ZONE)) {
      String type = SysTree.text(zone.resolve("type"));
      if (ZONES.stream().anyMatch(type::equalsIgnoreCase)) {
        reading.add(zone.resolve("temp"), Figure.TEMPERATURE, MILLI);
      }
    }
    return reading;
  }

  private Optional<Path> load() {
    Stream<Path> found = devices().stream().map(device -> device.resolve("device/load"));
    Stream<Path> usual = LOADS.stream().map(places.sys()::resolve);
    return Stream.concat(found, usual).filter(Files::isReadable).findFirst();
  }

  private List<Path> devices() {
    return SysTree.named(places.sys().resolve("class/devfreq"), DEVICE);
  }

  private Identity identity() {
    String model = SysTree.text(places.proc().resolve("device-tree/model"));
    return new Identity(Identity.NVIDIA, model.isEmpty() ? "NVIDIA Jetson" : model, "", "", "");
  }
}
