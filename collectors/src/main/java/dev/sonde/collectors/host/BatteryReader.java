package dev.sonde.collectors.host;

import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import java.util.ArrayList;
import java.util.List;

/// Batteries below `/sys/class/power_supply`.
final class BatteryReader implements Reader {
  private static final int RUNS_BETWEEN_LISTINGS = 60;

  private final SysFolder supplies;
  private List<Battery> batteries = List.of();
  private long listedAt;
  private boolean stale = true;

  BatteryReader(Roots roots, Room room) {
    supplies = new SysFolder(roots.sys().resolve("class/power_supply"), room);
  }

  @Override
  public void read(Report report) {
    if (stale || report.run() - listedAt >= RUNS_BETWEEN_LISTINGS) {
      listedAt = report.run();
      close();
      batteries = list(report);
    }
    stale = false;
    for (Battery battery : batteries) {
      stale |= !battery.read(report);
    }
  }

  @Override
  public void close() {
    batteries.forEach(Battery::close);
  }

  private List<Battery> list(Report report) {
    var found = new ArrayList<Battery>();
    for (String name : supplies.names()) {
      SysFolder supply = supplies.folder(name);
      if (supply.text("type").equals("Battery") && !supply.text("present").equals("0")) {
        found.add(new Battery(supply, report));
      }
    }
    return List.copyOf(found);
  }
}
