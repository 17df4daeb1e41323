package dev.sonde.shippers.file;

import dev.sonde.wire.ByteSink;

/// Quotes and names of Prometheus' text format.
final class Escapes {
  private Escapes() {}

  static void quoted(byte[] utf8, int from, int to, ByteSink out) {
    out.put('"');
    int plain = from;
    for (int at = from; at < to; at++) {
      byte unit = utf8[at];
      if (unit == '\n' || unit == '"' || unit == '\\') {
        out.put(utf8, plain, at);
        out.put('\\');
        out.put(unit == '\n' ? 'n' : unit);
        plain = at + 1;
      }
    }
    out.put(utf8, plain, to);
    out.put('"');
  }

  static boolean isLegal(String name) {
    for (int at = 0; at < name.length(); at++) {
      if (!isLegal(name.charAt(at), at == 0) && name.charAt(at) != ':') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  static boolean isLegal(byte[] utf8, int from, int to) {
    for (int at = from; at < to; at++) {
      if (!isLegal(utf8[at], at == from)) {
        return false;
      }
    }
    return from < to;
  }

  private static boolean isLegal(int c, boolean first) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c >= '0' && c <= '9' && !first);
  }
}
