package dev.sonde.collectors.oshi;

import dev.sonde.api.Family;
import dev.sonde.collectors.host.HostFamilies;
import java.util.List;
import oshi.hardware.CentralProcessor;
import oshi.software.os.OperatingSystem;

/// Load averages and uptime.
final class LoadReader implements OshiReader {
  private static final List<Family> LOADS =
      List.of(HostFamilies.LOAD_1, HostFamilies.LOAD_5, HostFamilies.LOAD_15);

  private final CentralProcessor processor;
  private final OperatingSystem software;

  LoadReader(CentralProcessor processor, OperatingSystem software) {
    this.processor = processor;
    this.software = software;
  }

  @Override
  public void read(Readings out) {
    double[] loads = processor.getSystemLoadAverage(LOADS.size());
    for (int i = 0; i < LOADS.size(); i++) {
      double load = i < loads.length ? loads[i] : Double.NaN;
      if (!out.add(LOADS.get(i), load < 0 ? Double.NaN : load)) {
        out.absent("load", "this system has no load average");
      }
    }
    out.addCount(HostFamilies.UPTIME, software.getSystemUptime());
  }
}
