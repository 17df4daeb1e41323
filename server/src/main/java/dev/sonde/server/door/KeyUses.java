package dev.sonde.server.door;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// When each key was used last, in milliseconds since 1970. Safe for all threads.
public final class KeyUses {
  private final Map<String, Long> last = new ConcurrentHashMap<>();

  void note(String key, long wallMillis) {
    last.put(key, wallMillis);
  }

  /// What is known from before; what is noted meanwhile stands.
  void recall(Map<String, Long> before) {
    before.forEach(last::putIfAbsent);
  }

  void retain(Set<String> keys) {
    last.keySet().retainAll(keys);
  }

  /// By the keys' names.
  public Map<String, Long> all() {
    return new TreeMap<>(last);
  }
}
