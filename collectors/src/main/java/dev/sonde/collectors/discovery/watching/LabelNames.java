package dev.sonde.collectors.discovery.watching;

import java.util.HashMap;
import java.util.Map;

/// Makes names of meta labels from keys of strangers, as Prometheus does: whatever is no ASCII
/// letter, digit or underscore becomes an underscore. Equal names are one object. For one thread.
public final class LabelNames {
  private static final int REMEMBERED = 20_000;

  private record Parts(String prefix, String key) {}

  private final Map<Parts, String> names = new HashMap<>();

  /// Remembers nothing yet.
  public LabelNames() {}

  /// The prefix as it is, and the key made fit.
  public String of(String prefix, String key) {
    var parts = new Parts(prefix, key);
    String known = names.get(parts);
    if (known != null) {
      return known;
    }
    if (names.size() >= REMEMBERED) {
      names.clear();
    }
    String made = prefix + fit(key);
    names.put(parts, made);
    return made;
  }

  private static String fit(String key) {
    var out = new StringBuilder(key.length());
    key.codePoints().forEach(c -> out.append(isFit(c) ? (char) c : '_'));
    return out.toString();
  }

  private static boolean isFit(int c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
