package dev.sonde.app.query;

import dev.sonde.api.Labels;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Names and labels, which strangers chose, for a terminal: nothing in them moves its cursor.
public final class Printable {
  private static final int UNSEEN = 0xfffd;

  private Printable() {}

  /// Characters that are not seen become U+FFFD.
  public static String of(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(point -> out.appendCodePoint(isSeen(point) ? point : UNSEEN));
    return out.toString();
  }

  /// `core="0",host="a"`, without braces.
  static String labels(Map<String, String> labels) {
    String braced = Labels.of(labels).toString();
    return braced.isEmpty() ? "" : of(braced.substring(1, braced.length() - 1));
  }

  /// `up{job="node"}`
  static String series(String name, Map<String, String> labels) {
    return of(name)
        + new TreeMap<>(labels)
            .entrySet().stream()
                .map(each -> labels(Map.of(each.getKey(), each.getValue())))
                .collect(
                    Collectors.joining(
                        ",", labels.isEmpty() ? "" : "{", labels.isEmpty() ? "" : "}"));
  }

  /// No longer than this, the end cut off.
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, Math.max(0, most - 1)) + "~";
  }

  private static boolean isSeen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
