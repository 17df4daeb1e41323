package dev.sonde.engine.config;

import java.util.ArrayList;
import java.util.List;

/// Paths of keys: `server.listen`, `labels."a.b"`, `shippers[0].url`.
final class KeyPath {
  private KeyPath() {}

  static String join(String section, String key) {
    String quoted = key.indexOf('.') >= 0 || key.isEmpty() ? "\"" + key + "\"" : key;
    return section.isEmpty() ? quoted : section + "." + quoted;
  }

  static String element(String list, int index) {
    return list + "[" + index + "]";
  }

  /// The keys of a path; quoted ones may hold dots.
  ///
  /// @throws IllegalArgumentException when a quote is not closed or a key is empty
  static List<String> split(String path) {
    List<String> keys = new ArrayList<>();
    int at = 0;
    while (at <= path.length()) {
      boolean quoted = at < path.length() && path.charAt(at) == '"';
      int end = quoted ? closing(path, at) : endOfKey(path, at);
      String key = quoted ? path.substring(at + 1, end) : path.substring(at, end);
      if (key.isEmpty()) {
        throw new IllegalArgumentException("has an empty key");
      }
      keys.add(key);
      at = quoted ? end + 2 : end + 1;
    }
    return keys;
  }

  private static int closing(String path, int from) {
    int end = path.indexOf('"', from + 1);
    boolean whole = end == path.length() - 1 || (end > 0 && path.charAt(end + 1) == '.');
    if (!whole) {
      throw new IllegalArgumentException("has a quote that is not closed");
    }
    return end;
  }

  private static int endOfKey(String path, int from) {
    int end = path.indexOf('.', from);
    return end < 0 ? path.length() : end;
  }
}
