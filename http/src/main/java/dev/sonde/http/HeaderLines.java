package dev.sonde.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The headers of an answer, as bytes until somebody asks. Immutable.
public final class HeaderLines {
  /// No headers.
  public static final HeaderLines NONE = new HeaderLines(new byte[0], 0, 0);

  private final byte[] bytes;
  private final int from;
  private final int to;

  /// @param bytes lines that were judged, each with its CRLF, which nobody changes any more
  HeaderLines(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /// These headers.
  public static HeaderLines of(List<Header> headers) {
    var text = new StringBuilder();
    headers.forEach(each -> text.append(each.name() + ": " + each.value() + "\r\n"));
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    return new HeaderLines(bytes, 0, bytes.length);
  }

  /// The value of the first header of this name.
  ///
  /// @param lowerName in small letters
  public Optional<String> first(String lowerName) {
    for (int at = from; at < to; at = lineEnd(at) + 2) {
      int colon = colon(at);
      if (Bytes.equalsIgnoreCase(bytes, at, colon, lowerName)) {
        return Optional.of(value(colon, lineEnd(at)));
      }
    }
    return Optional.empty();
  }

  /// All of them, in their order.
  public List<Header> all() {
    var all = new ArrayList<Header>();
    for (int at = from; at < to; at = lineEnd(at) + 2) {
      int colon = colon(at);
      all.add(new Header(text(at, colon), value(colon, lineEnd(at))));
    }
    return all;
  }

  /// Without the values, some of which may be secrets.
  @Override
  public String toString() {
    return all().toString();
  }

  private int lineEnd(int at) {
    int end = at;
    while (end < to && bytes[end] != '\r') {
      end++;
    }
    return end;
  }

  private int colon(int at) {
    int colon = at;
    while (bytes[colon] != ':') {
      colon++;
    }
    return colon;
  }

  private String value(int colon, int end) {
    int begin = Framing.skipBlanks(bytes, colon + 1, end);
    return text(begin, Framing.skipBlanksBack(bytes, begin, end));
  }

  private String text(int begin, int end) {
    return new String(bytes, begin, end - begin, StandardCharsets.ISO_8859_1);
  }
}
