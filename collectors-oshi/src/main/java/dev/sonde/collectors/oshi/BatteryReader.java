package dev.sonde.collectors.oshi;

import dev.sonde.collectors.host.HostFamilies;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.PowerSource;

/// Charge and power of batteries. OSHI shows one without a capacity where there is none.
final class BatteryReader implements OshiReader {
  private static final double MILLIWATTS_PER_WATT = 1e3;

  private final HardwareAbstractionLayer hardware;

  BatteryReader(HardwareAbstractionLayer hardware) {
    this.hardware = hardware;
  }

  @Override
  public void read(Readings out) {
    for (PowerSource source : hardware.getPowerSources()) {
      if (source.getMaxCapacity() > 0) {
        record(source, out);
      }
    }
  }

  private static void record(PowerSource source, Readings out) {
    String name = source.getName();
    double percent = 100 * source.getRemainingCapacityPercent();
    if (percent < 0 || percent > 100) {
      out.absent("battery " + name, "the charge that it shows can't be true");
    } else {
      out.add(HostFamilies.BATTERY_CHARGE, percent, "battery", name);
    }
    double milliWatts = Math.abs(source.getPowerUsageRate());
    if (milliWatts > 0) {
      out.add(HostFamilies.BATTERY_POWER, milliWatts / MILLIWATTS_PER_WATT, "battery", name);
    }
  }
}
