package dev.sonde.wire.influx;

import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.nio.charset.StandardCharsets;

/// What InfluxDB says when lines can't be written, in its words, for clients that look at them.
public final class WriteErrors {
  private static final int SHOWN = 128;

  private WriteErrors() {}

  /// `unable to parse 'cpu value=': …`, of the first line that can't be read; with `partial write:`
  /// and `dropped=` when others were taken.
  ///
  /// @param report of a body with such a line
  public static String unreadable(WriteReport report, byte[] body, int length) {
    LineReport lines = report.lines();
    String words =
        "unable to parse '"
            + line(body, length, lines.malformedLine())
            + "': "
            + lines.malformedReason();
    return lines.lines() == 0 ? words : "partial write: " + words + " dropped=" + lines.malformed();
  }

  /// What `/write` says of a precision that is none of its words.
  public static String precisionOne(String word) {
    return "invalid precision \"" + plain(word) + "\" (use n, u, ms, s, m or h)";
  }

  /// What `/api/v2/write` says of a precision that is none of its words.
  public static String precisionTwo() {
    return "invalid precision; valid precision units are ns, us, ms, and s";
  }

  /// The body of an answer of `/write`: `{"error":"…"}`.
  public static byte[] bodyOne(String words) {
    var out = new ByteSink();
    new JsonWriter(out).object().name("error").value(words).endObject().end();
    return out.toByteArray();
  }

  /// The body of an answer of `/api/v2/write`: `{"code":"invalid","message":"…"}`.
  ///
  /// @param code `invalid`, `unauthorized`, `request too large`, `unavailable` …
  public static byte[] bodyTwo(String code, String words) {
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    json.name("code").value(code).name("message").value(words).endObject().end();
    return out.toByteArray();
  }

  private static String line(byte[] body, int length, int number) {
    int from = 0;
    for (int line = 1; line < number; line++) {
      from = end(body, from, length) + 1;
    }
    int to = end(body, from, length);
    boolean whole = to - from <= SHOWN;
    int shown = whole ? to : from + SHOWN;
    String text = new String(body, from, shown - from, StandardCharsets.UTF_8).strip();
    return plain(text) + (whole ? "" : "…");
  }

  private static int end(byte[] body, int from, int length) {
    int at = from;
    while (at < length && body[at] != '\n') {
      at++;
    }
    return at;
  }

  private static String plain(String text) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
