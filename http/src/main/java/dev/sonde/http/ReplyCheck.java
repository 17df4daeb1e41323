package dev.sonde.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Judges the head of one response before the parser sees it.
final class ReplyCheck implements HeadScan.Lines {
  private static final int STATUS_LINE = 1024;
  private static final int SHORTEST = "HTTP/1.1 200".length();

  private final HeadScan scan;
  private final Framing framing = new Framing();
  private boolean oldVersion;
  private boolean closes;
  private boolean encoded;
  private int status;

  ReplyCheck(ClientLimits limits) {
    scan = new HeadScan(this, STATUS_LINE, limits.headerBytes(), limits.headerCount());
  }

  void reset() {
    scan.reset();
    framing.reset();
    closes = false;
    encoded = false;
  }

  boolean scan(byte[] bytes, int filled) throws Refusal {
    return scan.scan(bytes, filled);
  }

  int end() {
    return scan.end();
  }

  int headersStart() {
    return scan.headersStart();
  }

  int status() {
    return status;
  }

  /// Does the server want to close the connection?
  boolean closes() {
    return closes;
  }

  /// Is there a Content-Encoding?
  boolean encoded() {
    return encoded;
  }

  boolean oldVersion() {
    return oldVersion;
  }

  Framing framing() {
    return framing;
  }

  /// The longest head it lets through.
  static int longest(ClientLimits limits) {
    return STATUS_LINE + limits.headerBytes();
  }

  @Override
  public void first(byte[] bytes, int from, int to) throws Refusal {
    int minor = to - from < SHORTEST ? 0 : bytes[from + 7];
    if ((minor != '0' && minor != '1') || !Bytes.startsWith(bytes, from, "HTTP/1.")) {
      throw Refusal.bad("it does not begin with HTTP/1.1");
    }
    int code = from + 9;
    boolean ends = to == code + 3 || bytes[code + 3] == ' ';
    if (bytes[code - 1] != ' ' || !ends || bytes[code] < '1' || bytes[code] > '5') {
      throw Refusal.bad("its status is not a number from 100 to 599");
    }
    oldVersion = minor == '0';
    status = 100 * digit(bytes[code]) + 10 * digit(bytes[code + 1]) + digit(bytes[code + 2]);
  }

  private static int digit(byte of) throws Refusal {
    if (!Bytes.isDigit(of)) {
      throw Refusal.bad("its status is not a number from 100 to 599");
    }
    return of - '0';
  }

  @Override
  public void field(byte[] bytes, int from, int colon, int to) throws Refusal {
    framing.field(bytes, from, colon, to);
    if (Bytes.equalsIgnoreCase(bytes, from, colon, "connection")) {
      closes |= Preference.has(List.of(text(bytes, colon + 1, to)), "close");
    }
    encoded |= Bytes.equalsIgnoreCase(bytes, from, colon, "content-encoding");
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void finish() throws Refusal {
    framing.finish(oldVersion);
  }
}
