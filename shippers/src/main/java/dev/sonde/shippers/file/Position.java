package dev.sonde.shippers.file;

import dev.sonde.api.BatchId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/// Up to where a file is whole, and which samples are in it.
///
/// @param offset bytes of the file that count; what comes after is cut off
/// @param number that of the newest full file, 0 for none
/// @param moving is the file just being put away under that number?
/// @param marks newest last, a bounded number
record Position(long offset, long number, boolean moving, List<Mark> marks) {
  static final int MARKS = 64;

  /// All samples of an epoch up to a running number are there.
  record Mark(UUID instance, long epoch, long to) {
    boolean is(UUID otherInstance, long otherEpoch) {
      return epoch == otherEpoch && instance.equals(otherInstance);
    }
  }

  Position {
    marks = List.copyOf(marks);
  }

  static Position start(long offset) {
    return new Position(offset, 0, false, List.of());
  }

  /// The running number after the last one of an epoch; empty when nothing is known of it.
  OptionalLong mark(UUID instance, long epoch) {
    for (Mark each : marks) {
      if (each.is(instance, epoch)) {
        return OptionalLong.of(each.to);
      }
    }
    return OptionalLong.empty();
  }

  Position at(long newOffset) {
    return new Position(newOffset, number, moving, marks);
  }

  Position with(long newOffset, BatchId id) {
    var newer = new ArrayList<Mark>(marks.size() + 1);
    for (Mark each : marks) {
      if (!each.is(id.instance(), id.epoch())) {
        newer.add(each);
      }
    }
    newer.add(new Mark(id.instance(), id.epoch(), id.to()));
    int surplus = Math.max(0, newer.size() - MARKS);
    return new Position(newOffset, number, moving, newer.subList(surplus, newer.size()));
  }

  Position moving(long to) {
    return new Position(offset, to, true, marks);
  }

  Position moved() {
    return new Position(0, number, false, marks);
  }
}
