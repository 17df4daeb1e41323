package dev.sonde.http;

/// What the headers of one message say about where its body ends. Takes nothing that two readers
/// could understand differently.
final class Framing {
  private static final int NONE = -1;
  private static final int LENGTH_DIGITS = 18;

  private boolean chunked;
  private long contentLength = NONE;

  void reset() {
    chunked = false;
    contentLength = NONE;
  }

  boolean chunked() {
    return chunked;
  }

  boolean hasLength() {
    return contentLength != NONE;
  }

  /// Bytes of the body, or 0 when there is none or nothing is said.
  long contentLength() {
    return Math.max(0, contentLength);
  }

  void field(byte[] bytes, int from, int colon, int to) throws Refusal {
    if (Bytes.equalsIgnoreCase(bytes, from, colon, "content-length")) {
      int first = skipBlanks(bytes, colon + 1, to);
      length(bytes, first, skipBlanksBack(bytes, first, to));
    } else if (Bytes.equalsIgnoreCase(bytes, from, colon, "transfer-encoding")) {
      int first = skipBlanks(bytes, colon + 1, to);
      coding(bytes, first, skipBlanksBack(bytes, first, to));
    }
  }

  void finish(boolean oldVersion) throws Refusal {
    if (chunked && hasLength()) {
      throw Refusal.bad("Content-Length and Transfer-Encoding stand together");
    }
    if (chunked && oldVersion) {
      throw Refusal.bad("HTTP/1.0 has no Transfer-Encoding");
    }
  }

  static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  static int skipBlanksBack(byte[] bytes, int from, int to) {
    int at = to;
    while (at > from && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t')) {
      at--;
    }
    return at;
  }

  private void length(byte[] bytes, int from, int to) throws Refusal {
    if (hasLength()) {
      throw Refusal.bad("Content-Length is given twice");
    }
    if (from == to || to - from > LENGTH_DIGITS) {
      throw Refusal.bad("Content-Length is not a number");
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      if (!Bytes.isDigit(bytes[i])) {
        throw Refusal.bad("Content-Length is not a number");
      }
      value = value * 10 + (bytes[i] - '0');
    }
    contentLength = value;
  }

  private void coding(byte[] bytes, int from, int to) throws Refusal {
    if (chunked || !Bytes.equalsIgnoreCase(bytes, from, to, "chunked")) {
      throw Refusal.bad("the only Transfer-Encoding taken is one chunked");
    }
    chunked = true;
  }
}
