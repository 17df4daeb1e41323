package dev.sonde.api;

import java.util.OptionalLong;

/// What has become of a push's samples: the counts add up to what came.
///
/// @param accepted safe for the first time
/// @param repeated here before
/// @param filtered left out on purpose
/// @param refused not taken
/// @param newestMillis the newest time among those that were not left out at the door, milliseconds
///   since 1970, UTC; empty when there are none
public record PushAccount(
    long accepted, long repeated, long filtered, long refused, OptionalLong newestMillis) {
  /// Of a push with nothing in it.
  public static final PushAccount NOTHING = new PushAccount(0, 0, 0, 0, OptionalLong.empty());

  public PushAccount {
    if (Math.min(Math.min(accepted, repeated), Math.min(filtered, refused)) < 0) {
      throw new IllegalArgumentException("counts below 0");
    }
  }

  /// The same, when nothing of it was taken after all.
  ///
  /// @param samples that would have been taken
  public PushAccount refusing(long samples) {
    return new PushAccount(accepted, repeated, filtered, refused + samples, newestMillis);
  }
}
