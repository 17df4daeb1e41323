package dev.sonde.server.door;

import dev.sonde.api.Allowance;
import dev.sonde.api.Time;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The allowance of each key: one, however many requests and connections come with it. It outlives
/// changes of the file, as long as a key of that name is in it. Safe for all threads.
final class Allowances {
  private final Time time;
  private final RandomGenerator random;
  private final Map<String, Allowance> byName = new HashMap<>();

  Allowances(Time time, RandomGenerator random) {
    this.time = time;
    this.random = random;
  }

  synchronized Allowance of(Key key) {
    return byName.computeIfAbsent(
        key.name(), _ -> new Allowance(key.limits(), time, random.nextLong()));
  }

  /// These are the keys now, with their limits.
  synchronized void settle(Map<String, Key> keys) {
    byName.keySet().retainAll(keys.keySet());
    byName.forEach((name, allowance) -> {
      Key key = keys.get(name);
      if (key != null) {
        allowance.limit(key.limits());
      }
    });
  }
}
