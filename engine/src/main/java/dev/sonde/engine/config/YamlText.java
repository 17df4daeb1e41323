package dev.sonde.engine.config;

import java.util.List;

/// Writes single values so that YAML reads them back as they are.
final class YamlText {
  private YamlText() {}

  static String scalar(String text) {
    return plain(text) ? text : quoted(text);
  }

  static String list(List<String> texts) {
    StringBuilder out = new StringBuilder("[");
    for (String text : texts) {
      out.append(out.length() > 1 ? ", " : "").append(scalar(text));
    }
    return out.append(']').toString();
  }

  private static boolean plain(String text) {
    if (text.isEmpty() || !startsPlain(text.charAt(0)) || text.endsWith(":")) {
      return false;
    }
    for (int at = 0; at < text.length(); at++) {
      if (!inPlain(text.charAt(at))) {
        return false;
      }
    }
    return !text.contains(": ") && !new Node.Scalar(text, text, true, Origin.nowhere()).blank();
  }

  private static boolean startsPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '/'
        || c == '.'
        || c == '_';
  }

  private static boolean inPlain(char c) {
    return startsPlain(c) || c == '-' || c == ':' || c == '+' || c == '=' || c == '$';
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int at = 0; at < text.length(); at++) {
      escape(text.charAt(at), out);
    }
    return out.append('"').toString();
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append(c);
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      case '\r' -> out.append("\\r");
      default -> {
        if (c < ' ' || (c >= 0x7F && c < 0xA0) || Character.isSurrogate(c) || c == '\uFEFF') {
          String digits = Integer.toHexString(c);
          out.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
        } else {
          out.append(c);
        }
      }
    }
  }
}
