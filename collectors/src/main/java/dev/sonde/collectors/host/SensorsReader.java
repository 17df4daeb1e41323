package dev.sonde.collectors.host;

import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import java.util.List;

/// Temperatures and fans.
///
/// Which sensors there are is looked up again every few minutes, and when one of them is gone.
final class SensorsReader implements Reader {
  private static final int RUNS_BETWEEN_LISTINGS = 60;

  private final SensorList list;
  private final Point primary;
  private List<Sensor> sensors = List.of();
  private List<Sensor> primaries = List.of();
  private long listedAt;
  private boolean stale = true;

  SensorsReader(Roots roots, Room room, Report report) {
    list = new SensorList(new SysFolder(roots.sys().resolve("class"), room), report);
    primary = report.point(HostFamilies.TEMPERATURE, "sensor", "primary");
  }

  @Override
  public void read(Report report) {
    if (stale || report.run() - listedAt >= RUNS_BETWEEN_LISTINGS) {
      listedAt = report.run();
      close();
      sensors = list.all();
      primaries = list.primaries();
    }
    stale = false;
    for (Sensor sensor : sensors) {
      stale |= !sensor.read(report);
    }
    primary(report);
  }

  @Override
  public void close() {
    sensors.forEach(Sensor::close);
  }

  /// The first that shows something.
  private void primary(Report report) {
    for (Sensor sensor : primaries) {
      if (report.record(primary, sensor.value())) {
        return;
      }
    }
    report.absent(
        "temperature", "no sensor shows one, which is usual in a virtual machine or a container");
  }
}
