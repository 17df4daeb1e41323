package dev.sonde.collectors.host;

import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Text;
import org.jspecify.annotations.Nullable;

/// One battery: its charge, and its power as it shows it or as current times voltage.
final class Battery {
  private final String what;
  private final @Nullable Sensor charge;
  private final @Nullable Sensor power;
  private final @Nullable KeptFile current;
  private final @Nullable KeptFile voltage;
  private final Point powerPoint;

  Battery(SysFolder supply, Report report) {
    String name = supply.name();
    what = "battery " + name;
    Point chargePoint = report.point(HostFamilies.BATTERY_CHARGE, "battery", name);
    powerPoint = report.point(HostFamilies.BATTERY_POWER, "battery", name);
    charge =
        supply.has("capacity")
            ? new Sensor(what, supply.value("capacity"), chargePoint, Scale.PERCENT)
            : null;
    boolean shows = supply.has("power_now");
    boolean computes = !shows && supply.has("current_now") && supply.has("voltage_now");
    power =
        shows
            ? new Sensor(what + " power", supply.value("power_now"), powerPoint, Scale.MICRO_WATT)
            : null;
    current = computes ? supply.value("current_now") : null;
    voltage = computes ? supply.value("voltage_now") : null;
  }

  /// Records what it shows. False when it may be gone.
  boolean read(Report report) {
    boolean there = charge == null || charge.read(report);
    there &= power == null || power.read(report);
    if (current != null && voltage != null) {
      double microWatts = value(current) * value(voltage) / 1e6;
      if (!report.record(powerPoint, Scale.MICRO_WATT.value(microWatts))) {
        report.absent(what + " power", "its current and voltage can't be read or can't be true");
      }
    }
    return there;
  }

  void close() {
    if (charge != null) {
      charge.close();
    }
    if (power != null) {
      power.close();
    }
    if (current != null && voltage != null) {
      current.close();
      voltage.close();
    }
  }

  private static double value(KeptFile file) {
    Text text = file.read();
    return text != null && text.line() && text.word() ? text.asSigned() : Double.NaN;
  }
}
