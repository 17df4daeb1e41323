package dev.sonde.collectors.oshi;

import dev.sonde.collectors.host.HostFamilies;
import oshi.hardware.GlobalMemory;

/// Memory and swap. These systems do not tell caches apart, so used is total - available, and both
/// percentages are the same.
final class MemoryReader implements OshiReader {
  private final GlobalMemory memory;

  MemoryReader(GlobalMemory memory) {
    this.memory = memory;
  }

  @Override
  public void read(Readings out) {
    long total = memory.getTotal();
    long available = memory.getAvailable();
    if (total <= 0 || available < 0 || available > total) {
      out.absent("memory", "the system's numbers for it make no sense");
    } else {
      double percent = 100.0 * (total - available) / total;
      out.addCount(HostFamilies.MEMORY_TOTAL, total);
      out.addCount(HostFamilies.MEMORY_AVAILABLE, available);
      out.addCount(HostFamilies.MEMORY_USED, total - available);
      out.add(HostFamilies.MEMORY_USAGE, percent);
      out.add(HostFamilies.MEMORY_UNAVAILABLE, percent);
    }
    swap(out);
  }

  private void swap(Readings out) {
    long total = memory.getVirtualMemory().getSwapTotal();
    long used = memory.getVirtualMemory().getSwapUsed();
    if (total < 0 || used < 0 || used > total) {
      out.absent("swap", "the system's numbers for it make no sense");
      return;
    }
    out.addCount(HostFamilies.SWAP_TOTAL, total);
    out.addCount(HostFamilies.SWAP_USED, used);
    out.add(HostFamilies.SWAP_USAGE, total == 0 ? 0 : 100.0 * used / total);
  }
}
