package dev.sonde.collectors.host;

import dev.sonde.collectors.files.Text;

/// A line of CPU times in `/proc/stat`: `cpu0 user nice system idle iowait irq softirq steal …`, in
/// ticks of 10 ms. Guest time is part of user and nice. What old kernels do not have is zero.
final class CpuRow implements Row {
  static final int MODES = 8;
  private static final int OLDEST_MODES = 4;
  private static final int IDLE = 3;
  private static final int IOWAIT = 4;

  private final String what;
  private final Point usage;
  private final CpuUse use = new CpuUse();
  private final long[] ticks = new long[MODES];
  private long seen;

  CpuRow(String what, Point usage) {
    this.what = what;
    this.usage = usage;
  }

  @Override
  public void read(Text text, Report report) {
    if (seen(report.run())) {
      return;
    }
    seen = report.run();
    long total = sum(text);
    if (total == Text.NONE) {
      use.forget();
      report.absent(what, "its line in /proc/stat holds something that is not a number");
      return;
    }
    long busy = total - ticks[IDLE] - ticks[IOWAIT];
    report.record(usage, use.since(busy, total));
  }

  boolean seen(long run) {
    return seen == run;
  }

  /// Was it there, and sound, in this run?
  boolean sound(long run) {
    return seen(run) && ticks[0] >= 0;
  }

  long ticks(int mode) {
    return ticks[mode];
  }

  private long sum(Text text) {
    long total = 0;
    for (int mode = 0; mode < MODES; mode++) {
      long value = text.word() ? text.asNumber() : missing(mode);
      if (value < 0 || value > Long.MAX_VALUE / MODES) {
        ticks[0] = Text.NONE;
        return Text.NONE;
      }
      ticks[mode] = value;
      total += value;
    }
    return total;
  }

  private static long missing(int mode) {
    return mode < OLDEST_MODES ? Text.NONE : 0;
  }
}
