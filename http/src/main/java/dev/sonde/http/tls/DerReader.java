package dev.sonde.http.tls;

import java.util.Arrays;
import java.util.HexFormat;

/// Reads DER, value by value, never beyond its end.
final class DerReader {
  static final int INTEGER = 0x02;
  static final int OCTETS = 0x04;
  static final int OID = 0x06;
  static final int SEQUENCE = 0x30;

  private final byte[] bytes;
  private final int end;
  private int at;

  DerReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private DerReader(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /// Does a value with this tag come next?
  boolean has(int tag) {
    return at < end && (bytes[at] & 0xff) == tag;
  }

  /// What is in the value that comes next, to be read in turn.
  DerReader in(int tag) throws Unusable {
    int length = enter(tag);
    at += length;
    return new DerReader(bytes, at - length, at);
  }

  byte[] octets(int tag) throws Unusable {
    int length = enter(tag);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  /// An object identifier, in hexadecimal.
  String oid() throws Unusable {
    return HexFormat.of().formatHex(octets(OID));
  }

  /// A whole number that is not negative.
  int number() throws Unusable {
    byte[] octets = octets(INTEGER);
    long number = 0;
    for (byte each : octets) {
      number = (number << 8) | (each & 0xff);
    }
    if (octets.length == 0 || octets.length > 5 || octets[0] < 0 || number > Integer.MAX_VALUE) {
      throw damaged();
    }
    return (int) number;
  }

  private int enter(int tag) throws Unusable {
    if (!has(tag)) {
      throw damaged();
    }
    at++;
    int length = length();
    if (length < 0 || length > end - at) {
      throw damaged();
    }
    return length;
  }

  private int length() throws Unusable {
    int first = next();
    if (first < 0x80) {
      return first;
    }
    if (first == 0x80 || first > 0x84) {
      throw damaged();
    }
    int length = 0;
    for (int i = first & 0x7f; i > 0; i--) {
      length = (length << 8) | next();
    }
    return length;
  }

  private int next() throws Unusable {
    if (at >= end) {
      throw damaged();
    }
    return bytes[at++] & 0xff;
  }

  private static Unusable damaged() {
    return new Unusable("is damaged");
  }
}
