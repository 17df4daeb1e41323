package dev.sonde.client;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What all processors did since the machine started: the first line of `/proc/stat`.
///
/// @param busy ticks
/// @param total ticks
record CpuTimes(long busy, long total) {
  private static final int IDLE = 3;
  private static final int WAITING = 4;

  /// Time of guests is in that of users already.
  private static final int COUNTED = 8;

  static Optional<CpuTimes> read(List<String> stat) {
    if (stat.isEmpty() || !stat.getFirst().startsWith("cpu ")) {
      return Optional.empty();
    }
    List<OptionalLong> ticks =
        Arrays.stream(stat.getFirst().substring(4).strip().split("\\s+"))
            .limit(COUNTED)
            .map(KernelFiles::number)
            .toList();
    if (ticks.size() <= WAITING || ticks.stream().anyMatch(OptionalLong::isEmpty)) {
      return Optional.empty();
    }
    long total = ticks.stream().mapToLong(OptionalLong::getAsLong).sum();
    long idle = ticks.get(IDLE).getAsLong() + ticks.get(WAITING).getAsLong();
    return Optional.of(new CpuTimes(total - idle, total));
  }

  /// How busy they were in between, 0 to 100; empty when no time has passed.
  OptionalDouble percentSince(CpuTimes before) {
    long passed = total - before.total;
    long worked = busy - before.busy;
    return passed <= 0 || worked < 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * Math.min(worked, passed) / passed);
  }
}
