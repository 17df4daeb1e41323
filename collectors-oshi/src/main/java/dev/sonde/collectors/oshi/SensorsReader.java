package dev.sonde.collectors.oshi;

import dev.sonde.collectors.host.HostFamilies;
import oshi.hardware.Sensors;

/// The temperature of the CPU, and fans. OSHI shows 0 for what it can't read.
final class SensorsReader implements OshiReader {
  private static final double HOTTEST = 150;
  private static final int FASTEST = 65_000;

  private final Sensors sensors;

  SensorsReader(Sensors sensors) {
    this.sensors = sensors;
  }

  @Override
  public void read(Readings out) {
    double celsius = sensors.getCpuTemperature();
    boolean sound = celsius > 0 && celsius <= HOTTEST;
    if (sound) {
      out.add(HostFamilies.TEMPERATURE, celsius, "chip", "cpu", "sensor", "cpu");
      out.add(HostFamilies.TEMPERATURE, celsius, "sensor", "primary");
    } else {
      out.absent(
          "temperature", "the system does not tell it; on Windows it takes an administrator");
    }
    int[] fans = sensors.getFanSpeeds();
    for (int i = 0; i < fans.length; i++) {
      if (fans[i] > 0 && fans[i] < FASTEST) {
        out.add(HostFamilies.FAN, fans[i], "chip", "system", "sensor", "fan" + (i + 1));
      }
    }
  }
}
