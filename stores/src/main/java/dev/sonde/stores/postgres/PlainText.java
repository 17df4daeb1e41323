package dev.sonde.stores.postgres;

import dev.sonde.api.Labels;
import java.nio.charset.StandardCharsets;

/// Names and labels for people who ask in SQL. What PostgreSQL can't hold (the character zero)
/// shows as `U+FFFD`.
final class PlainText {
  private static final char REPLACEMENT = '\uFFFD';

  private PlainText() {}

  static String of(String text) {
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return whole.replace('\0', REPLACEMENT);
  }

  /// As JSON.
  static String of(Labels labels) {
    var out = new StringBuilder("{");
    labels.forEach((name, value) -> {
      if (out.length() > 1) {
        out.append(',');
      }
      quoted(name, out);
      out.append(':');
      quoted(value, out);
    });
    return out.append('}').toString();
  }

  private static void quoted(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit == '"' || unit == '\\') {
        out.append('\\').append(unit);
      } else if (unit == 0) {
        out.append(REPLACEMENT);
      } else if (unit < ' ') {
        out.append("\\u00").append(Character.forDigit(unit >> 4, 16));
        out.append(Character.forDigit(unit & 15, 16));
      } else {
        out.append(unit);
      }
    }
    out.append('"');
  }
}
