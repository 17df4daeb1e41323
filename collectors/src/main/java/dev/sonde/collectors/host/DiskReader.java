package dev.sonde.collectors.host;

import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import dev.sonde.collectors.files.Text;

/// `/proc/diskstats`: what disks and partitions read and wrote. Those that never did are left out.
final class DiskReader implements Reader {
  private static final int READS = 0;
  private static final int SECTORS_READ = 2;
  private static final int WRITES = 4;
  private static final int SECTORS_WRITTEN = 6;
  private static final int BUSY_MILLIS = 9;
  private static final int WIDTH = 11;
  private static final double SECTORS_PER_BYTE = 1.0 / 512;
  private static final double MILLIS_PER_SECOND = 1e3;

  private final KeptFile file;
  private final Filter devices;
  private final Report report;
  private final Rows rows = new Rows(text -> text.skip(3), this::row);

  DiskReader(Roots roots, Room room, Report report, Filter devices) {
    this.file = KeptFile.lines(roots.proc().resolve("diskstats"), room);
    this.devices = devices;
    this.report = report;
  }

  @Override
  public void read(Report report) {
    Text text = file.read("disk io", report);
    if (text != null) {
      rows.read(text, report);
    }
  }

  @Override
  public void close() {
    file.close();
  }

  private Row row(String device) {
    if (!devices.accepts(device)) {
      return Row.IGNORED;
    }
    return new Counters(
        "disk io " + device,
        WIDTH,
        DiskReader::worked,
        new Counters.Column(READS, report.point(HostFamilies.DISK_READ_COUNT, "device", device), 1),
        new Counters.Column(
            WRITES, report.point(HostFamilies.DISK_WRITE_COUNT, "device", device), 1),
        new Counters.Column(
            SECTORS_READ,
            report.point(HostFamilies.DISK_READ_BYTES, "device", device),
            SECTORS_PER_BYTE),
        new Counters.Column(
            SECTORS_WRITTEN,
            report.point(HostFamilies.DISK_WRITE_BYTES, "device", device),
            SECTORS_PER_BYTE),
        new Counters.Column(
            BUSY_MILLIS,
            report.point(HostFamilies.DISK_IO_SECONDS, "device", device),
            MILLIS_PER_SECOND));
  }

  private static boolean worked(long[] values) {
    for (long value : values) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }
}
