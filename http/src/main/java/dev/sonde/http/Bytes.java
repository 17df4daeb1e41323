package dev.sonde.http;

import java.util.function.IntPredicate;

/// What each octet may be in HTTP (RFC 9110 and 9112, RFC 3986).
final class Bytes {
  private static final String TOKEN = "!#$%&'*+-.^_`|~";
  private static final String PATH = "/-._~!$&'()*+,;=:@%";
  private static final String HOST = "-._~!$&'()*+,;=:%[]";

  private Bytes() {}

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetterOrDigit(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isToken(int c) {
    return isLetterOrDigit(c) || (c > 0 && TOKEN.indexOf(c) >= 0);
  }

  static boolean isPath(int c) {
    return isLetterOrDigit(c) || (c > 0 && PATH.indexOf(c) >= 0);
  }

  static boolean isHost(int c) {
    return isLetterOrDigit(c) || (c > 0 && HOST.indexOf(c) >= 0);
  }

  static boolean isVisible(int c) {
    return c > ' ' && c < 0x7f;
  }

  /// Visible, blank, or outside ASCII (`obs-text`). Takes a signed byte as well as a char.
  static boolean isFieldValue(int c) {
    return c < 0 || c == '\t' || (c >= ' ' && c != 0x7f);
  }

  /// The value of a hexadecimal digit, or -1.
  static int hex(int c) {
    if (isDigit(c)) {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  static boolean all(String text, IntPredicate allowed) {
    for (int i = 0; i < text.length(); i++) {
      if (!allowed.test(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean startsWith(byte[] bytes, int from, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static boolean equalsIgnoreCase(byte[] bytes, int from, int to, String lower) {
    if (to - from != lower.length()) {
      return false;
    }
    for (int i = from; i < to; i++) {
      int c = bytes[i];
      if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower.charAt(i - from)) {
        return false;
      }
    }
    return true;
  }
}
