package dev.sonde.delivery;

import java.time.Duration;

/// How a courier fills batches and how it waits. All waits are monotonic.
///
/// @param batchSamples samples in a batch at most
/// @param linger how long to wait for a whole batch once there is one sample
/// @param backoffBase the longest first wait after a failure; each further one may be twice as long
/// @param backoffCap the longest wait after many failures, unless the destination asks for more
/// @param retryAfterMost how much of a destination's `Retry-After` is obeyed
/// @param openAfter failures in a row that open the circuit
/// @param poisonTries how often one batch must be answered with a failure before it is suspected
/// @param poisonAfter how long that must have gone on
/// @param setAsideFor how long to keep trying when a dead letter can't be written; then the samples
///   are dropped, counted as `not_kept`
public record CourierConfig(
    int batchSamples,
    Duration linger,
    Duration backoffBase,
    Duration backoffCap,
    Duration retryAfterMost,
    int openAfter,
    int poisonTries,
    Duration poisonAfter,
    Duration setAsideFor) {
  private static final Duration LONGEST = Duration.ofDays(1);

  /// As it is when nobody says otherwise.
  public static final CourierConfig DEFAULT =
      new CourierConfig(
          10_000,
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofHours(1),
          3,
          20,
          Duration.ofMinutes(10),
          Duration.ofMinutes(10));

  /// More in one batch than this is refused: a batch is held in memory.
  public static final int MOST_SAMPLES = 1_000_000;

  /// @throws IllegalArgumentException with a message that names the value and what is allowed
  public CourierConfig {
    within("batch size", batchSamples, MOST_SAMPLES);
    within("failures that open the circuit", openAfter, Integer.MAX_VALUE);
    within("tries before a batch is suspected", poisonTries, Integer.MAX_VALUE);
    within("linger", linger, Duration.ZERO);
    within("back-off base", backoffBase, Duration.ofMillis(1));
    within("back-off cap", backoffCap, backoffBase);
    within("longest Retry-After", retryAfterMost, Duration.ZERO);
    within("time before a batch is suspected", poisonAfter, Duration.ZERO);
    within("time to keep trying a dead letter", setAsideFor, Duration.ZERO);
  }

  private static void within(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(what + " is " + value + "; write 1 to " + most);
    }
  }

  private static void within(String what, Duration value, Duration least) {
    if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          what + " is " + Spans.text(value) + "; write " + Spans.text(least) + " to 24h");
    }
  }
}
