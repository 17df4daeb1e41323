package dev.sonde.collectors.oshi;

import dev.sonde.api.Blocking;
import dev.sonde.api.Collector;
import dev.sonde.api.Recorder;
import dev.sonde.collectors.host.HostConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OperatingSystem;
import oshi.spi.SystemInfoProvider;

/// Measures a machine through OSHI.
///
/// OSHI calls into the operating system, and such a call may hang. So a whole reading is one call
/// on a thread that can be given up, and there is no other one until it has come back.
final class OshiHostCollector implements Collector {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HostConfig config;
  private final Supplier<SystemInfoProvider> system;
  private final Blocking blocking;
  private final Duration patience;
  private final ReentrantLock reading = new ReentrantLock();
  private final List<Part> parts = new ArrayList<>();

  /// @param patience how long a reading waits for an earlier one that was given up
  OshiHostCollector(
      HostConfig config,
      Supplier<SystemInfoProvider> system,
      Blocking blocking,
      Duration patience) {
    this.config = config;
    this.patience = patience;
    this.system = system;
    this.blocking = blocking;
  }

  @Override
  public boolean comparesReadings() {
    return true;
  }

  @Override
  public void collect(Recorder out) throws Exception {
    Readings readings = blocking.call("host", LIMIT, this::read);
    readings.record(out);
    if (readings.isEmpty() && !parts.isEmpty()) {
      throw new IOException("the operating system showed nothing at all; see what is absent");
    }
  }

  private Readings read() throws IOException, InterruptedException {
    if (!reading.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IOException("an earlier reading of the operating system has not come back");
    }
    try {
      if (parts.isEmpty()) {
        open(system.get());
      }
      var readings = new Readings();
      parts.forEach(part -> part.read(readings));
      return readings;
    } finally {
      reading.unlock();
    }
  }

  private void open(SystemInfoProvider info) {
    HardwareAbstractionLayer hardware = info.getHardware();
    OperatingSystem software = info.getOperatingSystem();
    add("cpu", config.cpu(), () -> new CpuReader(hardware.getProcessor()));
    add("memory", config.memory(), () -> new MemoryReader(hardware.getMemory()));
    add("disk io", config.disk(), () -> new DiskReader(hardware, config.diskDevices()));
    add("disk space", config.disk(), () -> new SpaceReader(software.getFileSystem(), config));
    add("network", config.network(), () -> new NetworkReader(hardware, config.networkInterfaces()));
    add("load", config.load(), () -> new LoadReader(hardware.getProcessor(), software));
    add("kernel", config.kernel(), () -> new KernelReader(hardware.getProcessor(), software));
    add("sensors", config.sensors(), () -> new SensorsReader(hardware.getSensors()));
    add("battery", config.battery(), () -> new BatteryReader(hardware));
  }

  private void add(String what, boolean wanted, Supplier<OshiReader> reader) {
    if (wanted) {
      parts.add(new Part(what, reader.get()));
    }
  }

  /// What the operating system refuses for one part leaves the others alone.
  private record Part(String what, OshiReader reader) {
    void read(Readings out) {
      try {
        reader.read(out);
      } catch (RuntimeException e) {
        out.absent(what, "the operating system did not tell: " + e);
      }
    }
  }
}
