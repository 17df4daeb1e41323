package dev.sonde.wire.scrape;

import dev.sonde.wire.protobuf.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Text in which `\\`, `\"` and `\n` stand for a backslash, a quote and a line feed; any other
/// backslash is one.
final class Escapes {
  private Escapes() {}

  static boolean has(byte[] page, int from, int to) {
    int at = from;
    while (at < to && page[at] != '\\') {
      at++;
    }
    return at < to;
  }

  static String text(byte[] page, int from, int to) {
    return text(page, from, to, true);
  }

  /// @param quotes does `\"` stand for a quote? Not in the help of Prometheus' text
  static String text(byte[] page, int from, int to, boolean quotes) {
    if (!has(page, from, to)) {
      return new String(page, from, to - from, StandardCharsets.UTF_8);
    }
    return new String(plain(page, from, to, quotes), StandardCharsets.UTF_8);
  }

  static byte[] plain(byte[] page, int from, int to, boolean quotes) {
    var plain = new byte[to - from];
    int size = 0;
    for (int at = from; at < to; at++) {
      int next = page[at] == '\\' && at + 1 < to ? page[at + 1] : 0;
      boolean escape = next == '\\' || next == 'n' || (next == '"' && quotes);
      plain[size++] = escape ? (byte) (next == 'n' ? '\n' : next) : page[at];
      at += escape ? 1 : 0;
    }
    return Arrays.copyOf(plain, size);
  }

  static int characters(byte[] page, int from, int to) {
    if (!has(page, from, to)) {
      return Utf8.characters(page, from, to);
    }
    var plain = plain(page, from, to, true);
    return Utf8.characters(plain, 0, plain.length);
  }

  /// Do two ranges mean the same text?
  static boolean same(byte[] page, int from, int to, int otherFrom, int otherTo) {
    if (has(page, from, to) || has(page, otherFrom, otherTo)) {
      var one = plain(page, from, to, true);
      return Arrays.equals(one, plain(page, otherFrom, otherTo, true));
    }
    return Arrays.equals(page, from, to, page, otherFrom, otherTo);
  }
}
