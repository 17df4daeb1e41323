package dev.sonde.api;

import java.nio.charset.StandardCharsets;

/// Which series were seen within a window, as one number for each: two that share one, which
/// happens once in 2^64 pairs, count as one. Not safe for two threads.
final class SeriesSeen {
  private static final int SMALLEST = 16;
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  private final long began;
  private final long seed;
  private long window;
  private long[] places = new long[SMALLEST];
  private int count;

  SeriesSeen(long began, long seed) {
    this.began = began;
    this.seed = seed;
  }

  long window(long now) {
    return (now - began) / Allowance.WINDOW.toNanos();
  }

  boolean admits(String metric, Labels labels, int most, long now) {
    long current = window(now);
    if (current != window) {
      window = current;
      places = new long[SMALLEST];
      count = 0;
    }
    return add(hash(metric, labels), most);
  }

  private boolean add(long hash, int most) {
    int at = place(places, hash);
    if (places[at] == hash) {
      return true;
    }
    if (count >= most) {
      return false;
    }
    places[at] = hash;
    count++;
    if (count > places.length / 2) {
      grow();
    }
    return true;
  }

  private void grow() {
    var larger = new long[places.length * 2];
    for (long each : places) {
      if (each != 0) {
        larger[place(larger, each)] = each;
      }
    }
    places = larger;
  }

  /// Where it stands, or would.
  private static int place(long[] in, long hash) {
    int at = (int) (hash >>> 32) & (in.length - 1);
    while (in[at] != 0 && in[at] != hash) {
      at = (at + 1) & (in.length - 1);
    }
    return at;
  }

  /// Never 0, which means an empty place.
  private long hash(String metric, Labels labels) {
    var sum = new Sum(seed);
    byte[] name = metric.getBytes(StandardCharsets.UTF_8);
    sum.add(name, 0, name.length);
    labels.forEachUtf8((bytes, nameFrom, nameTo, valueFrom, valueTo) -> {
      sum.add(bytes, nameFrom, nameTo);
      sum.add(bytes, valueFrom, valueTo);
    });
    return sum.value == 0 ? 1 : sum.value;
  }

  private static final class Sum {
    private long value;

    private Sum(long seed) {
      value = seed;
    }

    private void add(byte[] bytes, int from, int to) {
      for (int i = from; i < to; i++) {
        mix(bytes[i]);
      }
      mix(to - from + 256L);
    }

    private void mix(long with) {
      value = (value ^ with) * MULTIPLIER;
      value ^= value >>> 29;
    }
  }
}
