package dev.sonde.wire;

import dev.sonde.api.Labels;
import java.util.HashMap;

/// Names as the text formats allow them.
///
/// What is not legal becomes `_`, one for each character (Prometheus calls it underscore escaping):
/// `http.server.requests` is shown as `http_server_requests`, `1st` as `_st`. Label names that
/// begin with two underscores are reserved; they keep one.
public final class Names {
  private Names() {}

  /// The name of a metric.
  public static String metric(String name) {
    return isLegal(name) ? name : escaped(name, true);
  }

  /// The name of a label.
  public static String label(String name) {
    var escaped = escaped(name, false);
    int kept = 0;
    while (escaped.startsWith("__", kept)) {
      kept++;
    }
    return escaped.substring(kept);
  }

  /// The labels with legal names; where two names become one, the first stays.
  static Labels labels(Labels labels) {
    if (new Legality().of(labels)) {
      return labels;
    }
    var legal = new HashMap<String, String>();
    labels.forEach((name, value) -> legal.putIfAbsent(label(name), value));
    return Labels.of(legal);
  }

  private static String escaped(String name, boolean colons) {
    var legal = new StringBuilder(name.length());
    name.codePoints().forEach(point -> legal.append(legal(point, legal.isEmpty(), colons)));
    return legal.isEmpty() ? "_" : legal.toString();
  }

  private static boolean isLegal(String name) {
    for (int at = 0; at < name.length(); at++) {
      if (!isLegal(name.charAt(at), at == 0, true)) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static char legal(int point, boolean first, boolean colons) {
    return isLegal(point, first, colons) ? (char) point : '_';
  }

  private static boolean isLegal(int point, boolean first, boolean colons) {
    return (point >= 'a' && point <= 'z')
        || (point >= 'A' && point <= 'Z')
        || point == '_'
        || (point >= '0' && point <= '9' && !first)
        || (point == ':' && colons);
  }

  private static final class Legality implements Labels.Utf8 {
    private boolean legal = true;

    boolean of(Labels labels) {
      labels.forEachUtf8(this);
      return legal;
    }

    @Override
    public void label(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
      for (int at = nameFrom; at < nameTo; at++) {
        legal &= isLegal(bytes[at], at == nameFrom, false);
      }
      legal &= bytes[nameFrom] != '_' || bytes[Math.min(nameFrom + 1, nameTo)] != '_';
    }
  }
}
