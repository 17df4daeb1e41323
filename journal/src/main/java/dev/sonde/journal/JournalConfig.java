package dev.sonde.journal;

import java.time.Duration;

/// How a journal keeps what it is given.
///
/// @param sync when an append returns
/// @param syncInterval how often it syncs under `interval`
/// @param maxBytes what it may take on disk, never more than half of what the disk has for it
/// @param maxAge data older than this goes, zero for never
/// @param whenFull what goes when there is no room
/// @param segmentBytes how large a file becomes
/// @param keepDelivered how long delivered data stays while there is room
/// @param tailBytes how much of the newest is kept in memory for couriers that have caught up
public record JournalConfig(
    Sync sync,
    Duration syncInterval,
    long maxBytes,
    Duration maxAge,
    WhenFull whenFull,
    long segmentBytes,
    Duration keepDelivered,
    int tailBytes) {
  /// As it is when nobody says otherwise.
  public static final JournalConfig DEFAULT =
      new JournalConfig(
          Sync.ALWAYS,
          Duration.ofSeconds(1),
          1L << 30,
          Duration.ZERO,
          WhenFull.DROP_OLDEST,
          64L << 20,
          Duration.ofHours(1),
          256 << 10);

  /// When an append returns.
  public enum Sync {
    /// When its record is on the disk.
    ALWAYS,
    /// When its record is written; the disk has it within the interval.
    INTERVAL,
    /// When its record is written; the system brings it to the disk when it likes.
    NEVER
  }

  /// What goes when there is no room.
  public enum WhenFull {
    /// The oldest data, counted as dropped for each destination that still waited for it.
    DROP_OLDEST,
    /// The newest: appends are refused until there is room.
    REFUSE
  }
}
