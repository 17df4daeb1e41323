package dev.sonde.collectors.scrape.config;

/// Which part of all targets this process scrapes, where several share them.
///
/// @param index this one, counted from 0
/// @param of how many there are
/// @param replicas how many of them scrape each target
public record Shard(int index, int of, int replicas) {
  /// The most there can be.
  public static final int MOST = 1_000;

  /// @throws IllegalArgumentException when `index` or `replicas` do not fit `of`
  public Shard {
    if (of < 1 || of > MOST) {
      throw new IllegalArgumentException("of is 1 to " + MOST + ", not " + of);
    }
    if (index < 0 || index >= of) {
      throw new IllegalArgumentException(
          "index is counted from 0: with of: " + of + " it is 0 to " + (of - 1) + ", not " + index);
    }
    if (replicas < 1 || replicas > of) {
      throw new IllegalArgumentException(
          "replicas is 1 to " + of + ", as there are " + of + ", not " + replicas);
    }
  }
}
