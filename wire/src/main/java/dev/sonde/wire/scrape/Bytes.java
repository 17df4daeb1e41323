package dev.sonde.wire.scrape;

/// Looks at bytes of a page.
final class Bytes {
  private Bytes() {}

  static boolean isBlank(byte octet) {
    return octet == ' ' || octet == '\t';
  }

  static int afterBlanks(byte[] page, int from, int to) {
    int at = from;
    while (at < to && isBlank(page[at])) {
      at++;
    }
    return at;
  }

  static int lineEnd(byte[] page, int from, int length) {
    int at = from;
    while (at < length && page[at] != '\n') {
      at++;
    }
    return at;
  }

  static boolean beginsName(byte octet, boolean colon) {
    int lower = octet | 0x20;
    return (lower >= 'a' && lower <= 'z') || octet == '_' || (octet == ':' && colon);
  }

  static int afterName(byte[] page, int from, int to, boolean colon) {
    int at = from;
    while (at < to
        && (beginsName(page[at], colon) || (page[at] >= '0' && page[at] <= '9' && at > from))) {
      at++;
    }
    return at;
  }

  /// Where a text in quotes is over, its second quote included; -1 when it is not.
  static int afterQuoted(byte[] page, int quote, int to) {
    for (int at = quote + 1; at < to; at++) {
      if (page[at] == '"') {
        return at + 1;
      }
      at += page[at] == '\\' ? 1 : 0;
    }
    return -1;
  }

  static boolean has(byte[] page, int from, String text) {
    boolean same = true;
    for (int i = 0; i < text.length(); i++) {
      same &= page[from + i] == text.charAt(i);
    }
    return same;
  }

  static boolean is(byte[] page, int from, int to, String text) {
    return to - from == text.length() && has(page, from, text);
  }

  static boolean endsWith(byte[] page, int from, int to, String text) {
    return to - from >= text.length() && has(page, to - text.length(), text);
  }
}
