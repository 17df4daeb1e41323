package dev.sonde.collectors.oshi;

import dev.sonde.collectors.host.Filter;
import dev.sonde.collectors.host.HostFamilies;
import java.util.List;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;

/// What disks read and wrote. Those that never did are left out. The list of disks is costly, so it
/// is made anew only now and then, or when one of them is gone.
final class DiskReader implements OshiReader {
  private static final int RUNS_BETWEEN_LISTINGS = 60;
  private static final double MILLIS_PER_SECOND = 1e3;

  private final HardwareAbstractionLayer hardware;
  private final Filter devices;
  private List<HWDiskStore> disks = List.of();
  private int runsLeft;

  DiskReader(HardwareAbstractionLayer hardware, Filter devices) {
    this.hardware = hardware;
    this.devices = devices;
  }

  @Override
  public void read(Readings out) {
    boolean fresh = runsLeft-- <= 0;
    if (fresh) {
      disks = hardware.getDiskStores();
      runsLeft = RUNS_BETWEEN_LISTINGS;
    }
    for (HWDiskStore disk : disks) {
      if (!fresh && !disk.updateAttributes()) {
        runsLeft = 0;
      } else if (devices.accepts(name(disk)) && worked(disk)) {
        record(disk, name(disk), out);
      }
    }
  }

  private static void record(HWDiskStore disk, String device, Readings out) {
    out.addCount(HostFamilies.DISK_READ_COUNT, disk.getReads(), "device", device);
    out.addCount(HostFamilies.DISK_WRITE_COUNT, disk.getWrites(), "device", device);
    out.addCount(HostFamilies.DISK_READ_BYTES, disk.getReadBytes(), "device", device);
    out.addCount(HostFamilies.DISK_WRITE_BYTES, disk.getWriteBytes(), "device", device);
    long millis = disk.getTransferTime();
    double seconds = millis < 0 ? Double.NaN : millis / MILLIS_PER_SECOND;
    out.add(HostFamilies.DISK_IO_SECONDS, seconds, "device", device);
  }

  private static boolean worked(HWDiskStore disk) {
    return disk.getReads() != 0 || disk.getWrites() != 0 || disk.getTransferTime() != 0;
  }

  private static String name(HWDiskStore disk) {
    String name = disk.getName();
    return name.startsWith("/dev/") ? name.substring("/dev/".length()) : name;
  }
}
