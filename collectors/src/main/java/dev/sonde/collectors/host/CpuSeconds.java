package dev.sonde.collectors.host;

/// `system_cpu_seconds_total`: the times of all CPUs together, by mode.
///
/// The kernel lets idle and iowait go back a little now and then. A counter that goes back means a
/// restart to those who compute rates, so small steps are held back.
final class CpuSeconds {
  private static final String[] MODES = {
    "user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"
  };
  private static final double TICKS_PER_SECOND = 100;
  private static final long SMALL_STEP_TICKS = 300;

  private final Point[] points = new Point[CpuRow.MODES];
  private final long[] last = new long[CpuRow.MODES];

  CpuSeconds(Report report) {
    for (int mode = 0; mode < points.length; mode++) {
      points[mode] = report.point(HostFamilies.CPU_SECONDS, "mode", MODES[mode]);
    }
  }

  void record(CpuRow all, Report report) {
    for (int mode = 0; mode < points.length; mode++) {
      long now = all.ticks(mode);
      boolean slipped = now < last[mode] && last[mode] - now <= SMALL_STEP_TICKS;
      last[mode] = slipped ? last[mode] : now;
      report.record(points[mode], last[mode] / TICKS_PER_SECOND);
    }
  }
}
