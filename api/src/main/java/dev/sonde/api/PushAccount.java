package dev.sonde.api;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// What has become of a push's samples: the counts add up to what came.
///
/// @param accepted safe for the first time
/// @param repeated here before
/// @param filtered left out on purpose
/// @param refused not taken
/// @param reasons how many were filtered or refused, by reason
/// @param newestMillis the newest time among those that were not left out at the door, milliseconds
///   since 1970, UTC; empty when there are none
public record PushAccount(
    long accepted,
    long repeated,
    long filtered,
    long refused,
    SortedMap<String, Long> reasons,
    OptionalLong newestMillis) {
  /// Of a push with nothing in it.
  public static final PushAccount NOTHING =
      new PushAccount(0, 0, 0, 0, Collections.emptySortedMap(), OptionalLong.empty());

  public PushAccount {
    if (Math.min(Math.min(accepted, repeated), Math.min(filtered, refused)) < 0) {
      throw new IllegalArgumentException("counts below 0");
    }
    reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
  }

  /// The same, when nothing of it was taken after all.
  ///
  /// @param samples that would have been taken
  public PushAccount refusing(long samples) {
    return new PushAccount(accepted, repeated, filtered, refused + samples, reasons, newestMillis);
  }
}
