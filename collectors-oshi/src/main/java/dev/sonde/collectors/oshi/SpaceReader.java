package dev.sonde.collectors.oshi;

import dev.sonde.api.Family;
import dev.sonde.collectors.host.HostConfig;
import dev.sonde.collectors.host.HostFamilies;
import oshi.software.os.FileSystem;
import oshi.software.os.OSFileStore;

/// Space of local file systems.
final class SpaceReader implements OshiReader {
  private final FileSystem files;
  private final HostConfig config;

  SpaceReader(FileSystem files, HostConfig config) {
    this.files = files;
    this.config = config;
  }

  @Override
  public void read(Readings out) {
    boolean localOnly = config.filesystemTypes().include().isEmpty();
    for (OSFileStore store : files.getFileStores(localOnly)) {
      if (config.mountpoints().accepts(store.getMount())
          && config.filesystemTypes().accepts(store.getType())) {
        record(store, out);
      }
    }
  }

  private static void record(OSFileStore store, Readings out) {
    long total = store.getTotalSpace();
    long used = total - store.getFreeSpace();
    long free = store.getUsableSpace();
    if (total <= 0 || used < 0 || used > total || free < 0 || free > total) {
      out.absent("disk space " + store.getMount(), "its size and free space do not fit together");
      return;
    }
    add(out, HostFamilies.DISK_TOTAL, (double) total, store);
    add(out, HostFamilies.DISK_USED, (double) used, store);
    add(out, HostFamilies.DISK_FREE, (double) free, store);
    double percent = used + free == 0 ? 0 : 100.0 * used / (used + (double) free);
    add(out, HostFamilies.DISK_USAGE, percent, store);
  }

  private static void add(Readings out, Family family, double value, OSFileStore store) {
    out.add(
        family,
        value,
        "device",
        store.getVolume(),
        "mountpoint",
        store.getMount(),
        "fstype",
        store.getType());
  }
}
