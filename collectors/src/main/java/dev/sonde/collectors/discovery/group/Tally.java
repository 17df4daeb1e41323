package dev.sonde.collectors.discovery.group;

import java.util.Optional;

/// Counts targets and their labels. Targets count each time they are meant, so that a few lines
/// can't stand for billions of them.
final class Tally {
  static final int TARGETS = 1_000_000;

  private static final int LABELS = 16_000_000;

  private long targets;
  private long labels;

  /// @return what is wrong, once it is too much
  Optional<String> add(TargetGroup group) {
    long size = Math.max(1, group.targets().size());
    targets += size;
    labels += size * group.labels().size();
    return targets > TARGETS || labels > LABELS
        ? Optional.of("more than " + TARGETS + " targets, or " + LABELS + " labels of them")
        : Optional.empty();
  }
}
