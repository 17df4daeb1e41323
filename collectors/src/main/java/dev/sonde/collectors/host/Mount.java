package dev.sonde.collectors.host;

import dev.sonde.api.Family;
import dev.sonde.collectors.files.Roots;
import java.io.File;

/// One mounted file system, as a reading sees it.
final class Mount {
  /// @param device what is mounted
  /// @param point where
  /// @param type the kernel's name for its type
  /// @param number of the device, `major:minor`
  record Id(String device, String point, String type, String number) {}

  private final Id id;
  private final DeviceNumber number;
  private final File path;
  private final String what;
  private final Point total;
  private final Point used;
  private final Point free;
  private final Point usage;
  private volatile boolean hung;

  Mount(Id id, Roots roots, Report report) {
    this.id = id;
    this.number = DeviceNumber.parse(id.number);
    this.path = new File(roots.root().toFile(), id.point);
    this.what = "disk space " + id.point;
    this.total = point(report, HostFamilies.DISK_TOTAL);
    this.used = point(report, HostFamilies.DISK_USED);
    this.free = point(report, HostFamilies.DISK_FREE);
    this.usage = point(report, HostFamilies.DISK_USAGE);
  }

  Id id() {
    return id;
  }

  File path() {
    return path;
  }

  String what() {
    return what;
  }

  /// Is what is seen at its path this one, and not what lies below or above it?
  boolean is(DeviceNumber seen) {
    return number.fits(seen);
  }

  /// Does a call to it still hang?
  boolean hung() {
    return hung;
  }

  void hung(boolean now) {
    hung = now;
  }

  void record(Report report, long[] space) {
    long size = space[Space.SIZE];
    long taken = size - space[Space.UNUSED];
    long left = space[Space.USABLE];
    if (size <= 0 || taken < 0 || taken > size || left < 0 || left > size) {
      report.absent(what, "its size and free space do not fit together");
      return;
    }
    report.record(total, size);
    report.record(used, taken);
    report.record(free, left);
    report.record(usage, taken + left == 0 ? 0 : 100.0 * taken / (taken + (double) left));
  }

  private Point point(Report report, Family family) {
    return report.point(family, "device", id.device, "mountpoint", id.point, "fstype", id.type);
  }
}
