package dev.sonde.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One of the types that an `Accept` header lists.
///
/// @param version the parameter of that name, empty without one
/// @param quality from 0, not wanted, to 1
record MediaRange(String type, String version, double quality) {
  private static final int MOST = 64;

  static List<MediaRange> all(String accept) {
    var ranges = new ArrayList<MediaRange>();
    for (var range : split(accept, ',')) {
      if (ranges.size() < MOST) {
        ranges.add(of(split(range, ';')));
      }
    }
    return ranges;
  }

  private static MediaRange of(List<String> parts) {
    String version = "";
    double quality = 1;
    for (var parameter : parts.subList(1, parts.size())) {
      int equals = parameter.indexOf('=');
      var name = parameter.substring(0, Math.max(equals, 0)).strip().toLowerCase(Locale.ROOT);
      var value = unquoted(parameter.substring(equals + 1).strip());
      switch (name) {
        case "version" -> version = value;
        case "q" -> quality = quality(value);
        default -> {}
      }
    }
    return new MediaRange(parts.getFirst().strip().toLowerCase(Locale.ROOT), version, quality);
  }

  private static double quality(String text) {
    return text.matches("[01](\\.\\d{0,9})?") ? Math.min(Double.parseDouble(text), 1) : 1;
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static List<String> split(String text, char separator) {
    var parts = new ArrayList<String>();
    boolean quoted = false;
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      quoted ^= character == '"';
      if (character == separator && !quoted) {
        parts.add(text.substring(from, at));
        from = at + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }
}
