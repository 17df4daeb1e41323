package dev.sonde.wire.otlp;

import dev.sonde.api.TextHash;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;

/// Labels that many points have.
///
/// @param mark 64 bits that stand for them
record SharedLabels(SortedMap<String, String> labels, long mark) {
  static final SharedLabels NONE = new SharedLabels(Collections.emptySortedMap(), 0);

  static SharedLabels of(SortedMap<String, String> labels, TextHash by) {
    long mark = 0;
    for (var each : labels.entrySet()) {
      mark = TextHash.mixed(mark, hash(each.getKey(), by));
      mark = TextHash.mixed(mark, hash(each.getValue(), by));
    }
    return new SharedLabels(labels, mark);
  }

  private static long hash(String text, TextHash by) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return by.of(utf8, 0, utf8.length);
  }
}
