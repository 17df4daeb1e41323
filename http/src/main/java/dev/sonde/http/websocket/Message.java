package dev.sonde.http.websocket;

import java.nio.charset.StandardCharsets;

/// The message that came last: a range of bytes that is valid until the next is asked for. Changing
/// it in place is allowed.
public final class Message {
  private static final byte[] NOTHING = {};

  private Kind kind = Kind.BINARY;
  private byte[] bytes = NOTHING;
  private int from;
  private int length;

  Message() {}

  /// What it is made of; text has been found to be UTF-8.
  public Kind kind() {
    return kind;
  }

  /// The array that holds it, among other things.
  public byte[] bytes() {
    return bytes;
  }

  /// Where it begins.
  public int from() {
    return from;
  }

  /// How many bytes it has.
  public int length() {
    return length;
  }

  /// A copy as text; what is not UTF-8 in a binary one shows as U+FFFD.
  public String text() {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  /// Its kind and length, not what it says.
  @Override
  public String toString() {
    return kind + " message of " + length + " bytes";
  }

  void set(Kind what, byte[] in, int begin, int count) {
    kind = what;
    bytes = in;
    from = begin;
    length = count;
  }
}
