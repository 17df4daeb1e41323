package dev.sonde.journal;

import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/// All that is kept of a destination. Whatever it says adds up: `cursor - start = delivered +
/// filtered + dropped`.
///
/// @param name of the destination
/// @param instance whose running numbers these are
/// @param start where it began; moves back, even below zero, when the cursor is rewound
/// @param cursor everything before it is delivered, filtered or dropped
/// @param epochOfInFlight of the batch in flight, zero when there is none
/// @param inFlightTo the end of the batch in flight, `cursor` when there is none
/// @param resumeAt where the batch after that begins: later than `inFlightTo` when the journal took
///   what lay between; that is counted when the batch is settled
/// @param selection a hash of what decides what the batch in flight leaves out
/// @param createdMillis when the destination was first seen, milliseconds since 1970
/// @param seenMillis when it was last known to be configured
record CursorState(
    String name,
    UUID instance,
    long start,
    long cursor,
    long epochOfInFlight,
    long inFlightTo,
    long resumeAt,
    long selection,
    long createdMillis,
    long seenMillis,
    long delivered,
    SortedMap<String, Long> filtered,
    SortedMap<String, Long> dropped) {
  static final int LONGEST_NAME = 100;

  CursorState {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("a name has 1 to 100 letters: \"" + name + "\"");
    }
    filtered = Reasons.bounded(filtered);
    dropped = Reasons.bounded(dropped);
    long settled = delivered + Reasons.total(filtered) + Reasons.total(dropped);
    if (delivered < 0 || cursor - start != settled) {
      throw new IllegalArgumentException(
          name + ": " + start + " to " + cursor + " is not the " + settled + " settled");
    }
    if (cursor > inFlightTo || inFlightTo > resumeAt) {
      throw new IllegalArgumentException(
          name + ": not in order: " + cursor + ", " + inFlightTo + ", " + resumeAt);
    }
  }

  static CursorState begun(String name, UUID instance, long start, long nowMillis) {
    var none = Reasons.none();
    return new CursorState(
        name, instance, start, start, 0, start, start, 0, nowMillis, nowMillis, 0, none, none);
  }

  boolean isInFlight() {
    return inFlightTo > cursor;
  }

  CursorState take(long epoch, long to, long what) {
    if (isInFlight()) {
      throw new IllegalStateException(name + ": a batch is in flight");
    }
    return batch(epoch, to, to, what);
  }

  CursorState cut(long to) {
    if (to <= cursor || to > inFlightTo) {
      throw new IllegalArgumentException(name + ": can't be cut at " + to);
    }
    return batch(epochOfInFlight, to, resumeAt > inFlightTo ? resumeAt : to, selection);
  }

  /// Ends the batch in flight.
  ///
  /// @param gap why the journal took what lay behind it, if it did
  CursorState settle(Settlement settlement, String gap) {
    if (!isInFlight() || settlement.count() != inFlightTo - cursor) {
      throw new IllegalArgumentException(
          name + ": " + settlement.count() + " settled of " + (inFlightTo - cursor));
    }
    var lost = Reasons.sum(dropped, settlement.dropped());
    return at(
        start,
        resumeAt,
        delivered + settlement.delivered(),
        Reasons.sum(filtered, settlement.filtered()),
        Reasons.sum(lost, Map.of(gap, resumeAt - inFlightTo)));
  }

  /// The journal took everything before a place. The batch in flight is left as it is.
  CursorState skip(long to, String why) {
    if (to <= resumeAt) {
      return this;
    }
    if (isInFlight()) {
      return batch(epochOfInFlight, inFlightTo, to, selection);
    }
    return at(start, to, delivered, filtered, Reasons.sum(dropped, Map.of(why, to - cursor)));
  }

  /// What lies behind a place waits, and counts as accepted, once more.
  CursorState rewind(long to) {
    if (isInFlight() || to > cursor) {
      throw new IllegalArgumentException(name + ": can't go back to " + to);
    }
    return at(start - (cursor - to), to, delivered, filtered, dropped);
  }

  /// What was delivered is not there any more, neither there nor here.
  CursorState undelivered(long samples, String why) {
    long gone = Math.min(samples, delivered);
    var lost = Reasons.sum(dropped, Map.of(why, gone));
    return at(start, cursor, delivered - gone, filtered, lost);
  }

  CursorState seen(long millis) {
    return new CursorState(
        name,
        instance,
        start,
        cursor,
        epochOfInFlight,
        inFlightTo,
        resumeAt,
        selection,
        createdMillis,
        millis,
        delivered,
        filtered,
        dropped);
  }

  private CursorState batch(long epoch, long to, long resume, long what) {
    return new CursorState(
        name,
        instance,
        start,
        cursor,
        epoch,
        to,
        resume,
        what,
        createdMillis,
        seenMillis,
        delivered,
        filtered,
        dropped);
  }

  private CursorState at(
      long from, long to, long taken, SortedMap<String, Long> left, SortedMap<String, Long> lost) {
    return new CursorState(
        name, instance, from, to, 0, to, to, 0, createdMillis, seenMillis, taken, left, lost);
  }
}
