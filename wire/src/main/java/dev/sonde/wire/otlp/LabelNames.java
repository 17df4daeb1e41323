package dev.sonde.wire.otlp;

import java.util.SortedMap;
import java.util.TreeMap;

/// Attributes as labels, by the rules for Prometheus: what no label's name may have becomes `_`;
/// values of keys that become the same name are joined with `;` in the order of the keys.
final class LabelNames {
  private LabelNames() {}

  /// @param attributes by key
  static SortedMap<String, String> labels(SortedMap<String, String> attributes) {
    var labels = new TreeMap<String, String>();
    attributes.forEach((key, value) -> add(labels, of(key), value));
    return labels;
  }

  static void add(SortedMap<String, String> labels, String name, String value) {
    labels.merge(name, value, (before, more) -> before + ';' + more);
  }

  /// A name that begins with a digit gets `key_` before it, one that begins with two underscores
  /// `key`: those are Prometheus' own.
  static String of(String key) {
    var name = new StringBuilder(key.length() + 4);
    for (int at = 0; at < key.length(); at++) {
      char each = key.charAt(at);
      if (!Character.isLowSurrogate(each)) {
        name.append(isLetter(each) || isDigit(each) ? each : '_');
      }
    }
    if (name.isEmpty()) {
      return "_";
    }
    if (isDigit(name.charAt(0))) {
      name.insert(0, "key_");
    } else if (name.length() > 1 && name.charAt(0) == '_' && name.charAt(1) == '_') {
      name.insert(0, "key");
    }
    return name.toString();
  }

  static boolean isLetter(char each) {
    return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
  }

  static boolean isDigit(char each) {
    return each >= '0' && each <= '9';
  }
}
