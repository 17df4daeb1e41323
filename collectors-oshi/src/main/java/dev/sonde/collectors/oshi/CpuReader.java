package dev.sonde.collectors.oshi;

import dev.sonde.collectors.host.HostFamilies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;

/// CPU use and times. OSHI counts in milliseconds.
final class CpuReader implements OshiReader {
  private final CentralProcessor processor;
  private final CpuTicks all = new CpuTicks();
  private final List<CpuTicks> cores = new ArrayList<>();
  private final CpuSeconds seconds = new CpuSeconds();

  CpuReader(CentralProcessor processor) {
    this.processor = processor;
  }

  @Override
  public void read(Readings out) {
    long[] ticks = processor.getSystemCpuLoadTicks();
    out.add(HostFamilies.CPU_USAGE_TOTAL, all.since(ticks));
    for (TickType mode : TickType.values()) {
      String name = mode.name().toLowerCase(Locale.ROOT);
      out.add(HostFamilies.CPU_SECONDS, seconds.of(mode, ticks[mode.getIndex()]), "mode", name);
    }
    long[][] perCore = processor.getProcessorCpuLoadTicks();
    for (int core = 0; core < perCore.length; core++) {
      if (core == cores.size()) {
        cores.add(new CpuTicks());
      }
      double percent = cores.get(core).since(perCore[core]);
      out.add(HostFamilies.CPU_USAGE, percent, "core", String.valueOf(core));
    }
    out.addCount(HostFamilies.CPU_COUNT, processor.getLogicalProcessorCount());
  }
}
