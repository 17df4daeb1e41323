package dev.sonde.http;

import java.util.List;

/// Lists of coded preferences, such as `gzip;q=0.5, *;q=0` (RFC 9110, 12.5.3).
final class Preference {
  private Preference() {}

  static boolean accepts(List<String> values, String coding) {
    boolean others = false;
    for (String value : values) {
      for (String item : value.split(",", -1)) {
        String name = name(item);
        if (name.equalsIgnoreCase(coding) || name.equalsIgnoreCase("x-" + coding)) {
          return !isZero(item);
        }
        others |= name.equals("*") && !isZero(item);
      }
    }
    return others;
  }

  /// Is the token in the list? For `Connection` and its like.
  static boolean has(List<String> values, String token) {
    for (String value : values) {
      for (String item : value.split(",", -1)) {
        if (item.strip().equalsIgnoreCase(token)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String name(String item) {
    int semicolon = item.indexOf(';');
    return (semicolon < 0 ? item : item.substring(0, semicolon)).strip();
  }

  private static boolean isZero(String item) {
    int quality = item.indexOf("q=");
    if (quality < 0) {
      return item.indexOf("Q=") >= 0 && isZero(item.replace('Q', 'q'));
    }
    String digits = item.substring(quality + 2).strip();
    return !digits.isEmpty() && Bytes.all(digits, c -> c == '0' || c == '.');
  }
}
