package dev.sonde.collectors.host;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The limit of one resource: the smallest of a cgroup and those above it, with the usage where
/// that one stands. No limit, no sample.
final class CgroupLimit {
  private final String what;
  private final Point limit;
  private final @Nullable Point usage;
  private final List<CgroupLevel> levels;

  CgroupLimit(String what, Point limit, @Nullable Point usage, List<CgroupLevel> levels) {
    this.what = what;
    this.limit = limit;
    this.usage = usage;
    this.levels = levels;
  }

  void read(Report report) {
    double least = Double.POSITIVE_INFINITY;
    CgroupLevel tightest = null;
    for (CgroupLevel level : levels) {
      double value = level.limitNow();
      if (Double.isNaN(value)) {
        report.absent(what, "the file with its limit can't be read or makes no sense");
        return;
      }
      if (value < least) {
        least = value;
        tightest = level;
      }
    }
    if (tightest != null && report.record(limit, least)) {
      usage(tightest, report);
    }
  }

  void close() {
    levels.forEach(CgroupLevel::close);
  }

  private void usage(CgroupLevel tightest, Report report) {
    if (usage != null && !report.record(usage, tightest.usageNow())) {
      report.absent(what + " usage", "its file can't be read or makes no sense");
    }
  }
}
