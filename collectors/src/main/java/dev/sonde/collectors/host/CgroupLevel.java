package dev.sonde.collectors.host;

import org.jspecify.annotations.Nullable;

/// What limits one resource in one cgroup, and how much of it is used there.
///
/// @param limit the limit, or the quota of CPU time where there is a period
/// @param period of the quota
/// @param usage of the resource
record CgroupLevel(CgroupValue limit, @Nullable CgroupValue period, @Nullable CgroupValue usage) {
  double limitNow() {
    return period == null ? limit.read() : limit.read() / period.read();
  }

  double usageNow() {
    return usage == null ? Double.NaN : usage.read();
  }

  void close() {
    limit.close();
    if (period != null) {
      period.close();
    }
    if (usage != null) {
      usage.close();
    }
  }
}
