package dev.sonde.collectors.host;

import dev.sonde.api.Blocking;
import dev.sonde.api.Collector;
import dev.sonde.api.Recorder;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Measures a Linux machine through its `/proc` and `/sys`.
final class HostCollector implements Collector {
  private final HostConfig config;
  private final Supplier<Roots> roots;
  private final Space space;
  private final Blocking blocking;
  private final List<Reader> readers = new ArrayList<>();
  private @Nullable Report report;

  HostCollector(HostConfig config, Supplier<Roots> roots, Space space, Blocking blocking) {
    this.config = config;
    this.roots = roots;
    this.space = space;
    this.blocking = blocking;
  }

  @Override
  public boolean comparesReadings() {
    return true;
  }

  @Override
  public void collect(Recorder out) throws IOException, InterruptedException {
    Report current = report(out);
    current.begin(out);
    for (Reader reader : readers) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the run's time was over before everything was read");
      }
      reader.read(current);
    }
    if (current.recorded() == 0 && !readers.isEmpty()) {
      throw new IOException(
          "nothing at all could be read; see what is absent, and check HOST_PROC and HOST_SYS");
    }
  }

  @Override
  public void close() {
    readers.forEach(Reader::close);
    readers.clear();
  }

  private Report report(Recorder out) {
    Report known = report;
    if (known == null) {
      known = new Report(out);
      report = known;
      open(roots.get(), known);
    }
    return known;
  }

  private void open(Roots roots, Report report) {
    var room = new Room();
    if (config.cpu() || config.kernel()) {
      readers.add(new StatReader(roots, room, report, config));
    }
    add(config.memory(), () -> new MemoryReader(roots, room, report));
    add(config.disk(), () -> new DiskReader(roots, room, report, config.diskDevices()));
    add(config.disk(), () -> new FilesystemReader(roots, room, config, space, blocking));
    add(config.network(), () -> new NetworkReader(roots, room, report, config.networkInterfaces()));
    if (config.load() || config.kernel()) {
      readers.add(new LoadReader(roots, room, report, config));
    }
    add(config.kernel(), () -> new FileHandlesReader(roots, room, report));
    add(config.pressure(), () -> new PressureReader(roots, room, report));
    add(config.sensors(), () -> new SensorsReader(roots, room, report));
    add(config.battery(), () -> new BatteryReader(roots, room));
    add(config.sockets(), () -> new SocketsReader(roots, room, report));
    add(config.ownCgroup(), () -> new CgroupReader(roots, room, report));
  }

  private void add(boolean wanted, Supplier<Reader> reader) {
    if (wanted) {
      readers.add(reader.get());
    }
  }
}
