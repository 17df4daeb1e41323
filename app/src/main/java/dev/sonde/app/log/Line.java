package dev.sonde.app.log;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// One line of the log.
record Line(
    long timeMillis, Level level, String logger, String message, @Nullable Throwable thrown) {

  /// For people: `2026-01-01T00:00:00.000Z WARN collector.host: no answer`.
  String text() {
    var out = new StringBuilder(128);
    out.append(instant()).append(' ').append(level).append(level.name().length() < 5 ? "  " : " ");
    out.append(logger).append(": ");
    printable(message, out);
    if (thrown != null) {
      chain(out);
    }
    return out.append('\n').toString();
  }

  /// For machines: one JSON object.
  String json() {
    var out = new StringBuilder(128);
    out.append("{\"time\":\"").append(instant());
    out.append("\",\"level\":\"").append(level.name().toLowerCase(Locale.ROOT));
    out.append("\",\"logger\":");
    quoted(logger, out);
    out.append(",\"message\":");
    quoted(message, out);
    if (thrown != null) {
      var error = new StringBuilder();
      chain(error);
      out.append(",\"error\":");
      quoted(error.toString(), out);
    }
    return out.append("}\n").toString();
  }

  private String instant() {
    String text = Instant.ofEpochMilli(timeMillis).toString();
    return text.length() == 20 ? text.substring(0, 19) + ".000Z" : text;
  }

  private void chain(StringBuilder out) {
    int depth = 0;
    for (Throwable each = thrown; each != null && depth < 5; each = each.getCause(), depth++) {
      printable("; " + each, out);
      if (level == Level.DEBUG || level == Level.ERROR) {
        frames(each, out);
      }
    }
  }

  private static void frames(Throwable of, StringBuilder out) {
    for (StackTraceElement frame : of.getStackTrace()) {
      out.append("\n    at ").append(frame);
    }
  }

  /// Line breaks and control characters would let what a stranger sent pass for a line of ours.
  private static void printable(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      out.append(Character.isISOControl(each) ? ' ' : each);
    }
  }

  private static void quoted(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> {
          if (Character.isISOControl(each) || Character.isSurrogate(each)) {
            escaped(each, out);
          } else {
            out.append(each);
          }
        }
      }
    }
    out.append('"');
  }

  private static void escaped(char each, StringBuilder out) {
    String hex = Integer.toHexString(each);
    out.append("\\u").append("0000", hex.length(), 4).append(hex);
  }
}
