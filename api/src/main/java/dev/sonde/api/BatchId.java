package dev.sonde.api;

import java.util.UUID;

/// Which samples a batch holds, and so its identity: it comes from where they lie in a journal and
/// from nothing else, so a retry has the same.
///
/// @param instance the Sonde that accepted them; made with its data folder
/// @param epoch random, anew at every start
/// @param from the running number of the first sample
/// @param to one more than that of the last
public record BatchId(UUID instance, long epoch, long from, long to) {
  public BatchId {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("a batch goes from " + from + " to " + to);
    }
  }

  /// How many running numbers it spans.
  public long count() {
    return to - from;
  }

  /// The same beginning with another end.
  public BatchId until(long end) {
    return new BatchId(instance, epoch, from, end);
  }

  /// As it stands in headers and logs: `0f8c…-1a2b3c…-4096-8192`.
  @Override
  public String toString() {
    return instance + "-" + Long.toHexString(epoch) + "-" + from + "-" + to;
  }
}
