package dev.sonde.collectors.host;

import dev.sonde.collectors.files.KeptFile;
import dev.sonde.collectors.files.Room;
import dev.sonde.collectors.files.Roots;
import dev.sonde.collectors.files.Text;
import java.util.Arrays;

/// `/proc/meminfo`: memory and swap.
final class MemoryReader implements Reader {
  private static final String WHAT = "memory";
  private static final int TOTAL = 0;
  private static final int FREE = 1;
  private static final int AVAILABLE = 2;
  private static final int BUFFERS = 3;
  private static final int CACHED = 4;
  private static final int RECLAIMABLE = 5;
  private static final int SWAP_TOTAL = 6;
  private static final int SWAP_FREE = 7;
  private static final int FIELDS = 8;
  private static final long MOST_KIB = Long.MAX_VALUE >> 13;

  private final KeptFile file;
  private final Rows rows = new Rows(this::row);
  private final long[] bytes = new long[FIELDS];
  private final Point total;
  private final Point used;
  private final Point available;
  private final Point usage;
  private final Point unavailable;
  private final Point free;
  private final Point buffers;
  private final Point cached;
  private final Point swapTotal;
  private final Point swapUsed;
  private final Point swapUsage;

  MemoryReader(Roots roots, Room room, Report report) {
    file = KeptFile.lines(roots.proc().resolve("meminfo"), room);
    total = report.point(HostFamilies.MEMORY_TOTAL);
    used = report.point(HostFamilies.MEMORY_USED);
    available = report.point(HostFamilies.MEMORY_AVAILABLE);
    usage = report.point(HostFamilies.MEMORY_USAGE);
    unavailable = report.point(HostFamilies.MEMORY_UNAVAILABLE);
    free = report.point(HostFamilies.MEMORY_FREE);
    buffers = report.point(HostFamilies.MEMORY_BUFFERS);
    cached = report.point(HostFamilies.MEMORY_CACHED);
    swapTotal = report.point(HostFamilies.SWAP_TOTAL);
    swapUsed = report.point(HostFamilies.SWAP_USED);
    swapUsage = report.point(HostFamilies.SWAP_USAGE);
  }

  @Override
  public void read(Report report) {
    Text text = file.read(WHAT, report);
    if (text == null) {
      return;
    }
    Arrays.fill(bytes, Text.NONE);
    rows.read(text, report);
    if (bytes[TOTAL] > 0) {
      memory(report);
      available(report);
    } else {
      report.absent(WHAT, "/proc/meminfo says nothing sensible about MemTotal");
    }
    swap(report);
  }

  @Override
  public void close() {
    file.close();
  }

  private void memory(Report report) {
    long reclaimable = Math.max(0, bytes[RECLAIMABLE]);
    long cache = bytes[CACHED] < 0 ? Text.NONE : bytes[CACHED] + reclaimable;
    report.record(total, bytes[TOTAL]);
    report.record(free, within(bytes[FREE], bytes[TOTAL]));
    report.record(buffers, within(bytes[BUFFERS], bytes[TOTAL]));
    report.record(cached, within(cache, bytes[TOTAL]));
    boolean whole = bytes[FREE] >= 0 && bytes[BUFFERS] >= 0 && cache >= 0;
    long taken = whole ? bytes[TOTAL] - bytes[FREE] - bytes[BUFFERS] - cache : Text.NONE;
    if (taken < 0) {
      report.absent("memory used", "the parts in /proc/meminfo do not add up");
      return;
    }
    report.record(used, taken);
    report.record(usage, 100.0 * taken / bytes[TOTAL]);
  }

  private void available(Report report) {
    long left = within(bytes[AVAILABLE], bytes[TOTAL]);
    if (!report.record(available, left)) {
      report.absent("memory available", "/proc/meminfo has no sound MemAvailable");
      return;
    }
    report.record(unavailable, 100.0 * (bytes[TOTAL] - left) / bytes[TOTAL]);
  }

  private void swap(Report report) {
    long size = bytes[SWAP_TOTAL];
    long left = within(bytes[SWAP_FREE], size);
    if (size < 0 || left < 0) {
      report.absent("swap", "/proc/meminfo has no sound SwapTotal and SwapFree");
      return;
    }
    report.record(swapTotal, size);
    report.record(swapUsed, size - left);
    report.record(swapUsage, size == 0 ? 0 : 100.0 * (size - left) / size);
  }

  private static long within(long value, long whole) {
    return value <= whole ? value : Text.NONE;
  }

  private Row row(String name) {
    return switch (name) {
      case "MemTotal:" -> field(TOTAL);
      case "MemFree:" -> field(FREE);
      case "MemAvailable:" -> field(AVAILABLE);
      case "Buffers:" -> field(BUFFERS);
      case "Cached:" -> field(CACHED);
      case "SReclaimable:" -> field(RECLAIMABLE);
      case "SwapTotal:" -> field(SWAP_TOTAL);
      case "SwapFree:" -> field(SWAP_FREE);
      default -> Row.IGNORED;
    };
  }

  private Row field(int index) {
    return (text, _) -> {
      long kib = text.number();
      bytes[index] = kib > MOST_KIB ? Text.NONE : kib == Text.NONE ? kib : kib << 10;
    };
  }
}
