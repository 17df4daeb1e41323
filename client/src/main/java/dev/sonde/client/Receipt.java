package dev.sonde.client;

import java.time.Duration;

/// What became of samples that were handed in: all of them together.
public sealed interface Receipt {
  /// They are on the disk: they arrive at the hub, each exactly once, whatever happens to this
  /// process or its machine.
  record Durable() implements Receipt {}

  /// They are taken, and for now in this process' memory alone: the disk had not answered when the
  /// caller's time was up, or there is no folder. They are lost only with the process; one that
  /// closes its sink is told of any that could not be brought to safety.
  record InMemory() implements Receipt {}

  /// They were not taken, none of them; they are the caller's to keep or to forget.
  ///
  /// @param why for people; carries no secrets
  /// @param retryAfter when it is worth trying again; zero when it never is
  record Refused(Reason reason, String why, Duration retryAfter) implements Receipt {}

  /// Why samples are not taken.
  enum Reason {
    /// So much waits for the disk that the caller's time was up before there was room.
    BUSY,
    /// The journal does not take anything now: it is full, or its disk fails.
    JOURNAL,
    /// It is more than is taken at once.
    TOO_LARGE,
    /// There is something in it that no hub takes, such as a time in the far future.
    UNFIT,
    /// The sink is closed.
    CLOSED
  }

  /// Are they taken?
  default boolean isTaken() {
    return switch (this) {
      case Durable _, InMemory _ -> true;
      case Refused _ -> false;
    };
  }
}
