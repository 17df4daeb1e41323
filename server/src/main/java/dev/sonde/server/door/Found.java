package dev.sonde.server.door;

import dev.sonde.api.Caller;
import java.time.Instant;

/// What a key that somebody shows turns out to be.
sealed interface Found {
  /// One of ours, in force.
  record Known(Key key, Caller caller) implements Found {}

  /// One of ours that has ended.
  record Ended(Key key, Instant at) implements Found {}

  /// None of ours.
  record Unknown() implements Found {}

  /// Nobody can tell just now: too many others are looked at.
  record Busy() implements Found {}

  /// Nobody can tell: the file of keys can't be read.
  record Unreadable() implements Found {}
}
