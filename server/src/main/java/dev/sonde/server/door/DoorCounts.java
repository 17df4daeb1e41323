package dev.sonde.server.door;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// How many requests were not let in, by reason. Safe for all threads.
final class DoorCounts {
  /// Why somebody was not let in.
  enum Reason {
    NO_KEY,
    BROKEN,
    UNKNOWN_KEY,
    ENDED_KEY,
    CERTIFICATE,
    ROLE,
    ADDRESS,
    TOO_MANY,
    BUSY,
    UNREADABLE
  }

  private final Map<Reason, LongAdder> refused = new EnumMap<>(Reason.class);

  DoorCounts() {
    for (Reason each : Reason.values()) {
      refused.put(each, new LongAdder());
    }
  }

  void refused(Reason why) {
    adder(why).increment();
  }

  long count(Reason why) {
    return adder(why).sum();
  }

  private LongAdder adder(Reason why) {
    return refused.getOrDefault(why, new LongAdder());
  }
}
