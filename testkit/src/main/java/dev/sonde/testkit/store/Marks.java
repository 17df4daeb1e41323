package dev.sonde.testkit.store;

import dev.sonde.api.BatchId;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Which running numbers of which senders are stored.
final class Marks {
  private final Map<Sender, TreeMap<Long, Long>> ranges = new HashMap<>();

  boolean has(BatchId id) {
    TreeMap<Long, Long> stored = ranges.get(sender(id));
    Map.Entry<Long, Long> before = stored == null ? null : stored.floorEntry(id.from());
    return before != null && before.getValue() >= id.to();
  }

  void add(BatchId id) {
    TreeMap<Long, Long> stored = ranges.computeIfAbsent(sender(id), _ -> new TreeMap<>());
    long from = id.from();
    long to = id.to();
    for (var near = stored.floorEntry(to);
        near != null && near.getValue() >= from;
        near = stored.floorEntry(to)) {
      from = Math.min(from, near.getKey());
      to = Math.max(to, near.getValue());
      stored.remove(near.getKey());
    }
    stored.put(from, to);
  }

  private static Sender sender(BatchId id) {
    return new Sender(id.instance(), id.epoch());
  }

  private record Sender(UUID instance, long epoch) {}
}
