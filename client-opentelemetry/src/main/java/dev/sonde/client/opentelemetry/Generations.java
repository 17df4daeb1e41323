package dev.sonde.client.opentelemetry;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was made for keys that were used lately. For one thread at a time.
///
/// # Implementation notes
///
/// What is asked for moves to the young generation; when that is full it becomes the old one, and
/// the old one goes.
final class Generations<K, V> {
  private final int most;
  private Map<K, V> young = new HashMap<>();
  private Map<K, V> old = new HashMap<>();

  /// @param most of one generation
  Generations(int most) {
    this.most = most;
  }

  /// What was made for the key, or is made now.
  V of(K key, Function<K, V> make) {
    @Nullable V known = young.get(key);
    return known == null ? keep(key, make) : known;
  }

  private V keep(K key, Function<K, V> make) {
    @Nullable V before = old.remove(key);
    V value = before == null ? make.apply(key) : before;
    if (young.size() >= most) {
      old = young;
      young = new HashMap<>();
    }
    young.put(key, value);
    return value;
  }

  /// How many there are: twice as many as one generation has, at most.
  int size() {
    return young.size() + old.size();
  }
}
