package dev.sonde.delivery;

import dev.sonde.api.Encoded;
import java.util.Map;
import java.util.TreeMap;

/// What a shipper's encoding says and leaves out, made to add up: `rows = said + unsaid +
/// unexplained`.
///
/// @param sound false when the shipper's own figures did not
record Saying(long said, Map<String, Long> unsaid, long unexplained, boolean sound) {
  Saying {
    unsaid = Map.copyOf(unsaid);
  }

  static Saying everything(long rows) {
    return new Saying(rows, Map.of(), 0, true);
  }

  static Saying of(Encoded encoded, long rows) {
    long said = Math.clamp(encoded.samples(), 0, rows);
    var unsaid = new TreeMap<String, Long>();
    long left = rows - said;
    for (var each : new TreeMap<>(encoded.unsaid()).entrySet()) {
      long taken = Math.clamp(each.getValue(), 0, left);
      left -= taken;
      if (taken > 0) {
        unsaid.put(each.getKey(), taken);
      }
    }
    return new Saying(said, unsaid, left, left == 0 && sum(encoded) == rows);
  }

  private static long sum(Encoded encoded) {
    return encoded.samples() + encoded.unsaid().values().stream().mapToLong(Long::longValue).sum();
  }
}
