package dev.sonde.wire.scrape;

/// Goes through the fields of protobuf messages, each inside the bytes that it is said to have.
/// Groups are refused; no message is entered that nobody asked for, so depth costs nothing.
final class WireReader {
  static final int VARINT = 0;
  static final int FIXED = 1;
  static final int BYTES = 2;
  static final int SHORT_FIXED = 5;

  private static final int LONGEST_VARINT = 10;

  private byte[] page = new byte[0];
  private int at;
  private int end;
  private int start;
  private int field;
  private int type;

  void begin(byte[] bytes, int from, int to) {
    page = bytes;
    at = from;
    end = to;
    start = from;
  }

  boolean atEnd() {
    return at == end;
  }

  /// Where the next byte stands.
  int at() {
    return at;
  }

  /// Where the message is over.
  int end() {
    return end;
  }

  /// Where the field began whose tag was read last.
  int start() {
    return start;
  }

  int field() {
    return field;
  }

  byte[] page() {
    return page;
  }

  /// Mistakes found before the next tag are said to stand here.
  void mark() {
    start = at;
  }

  void back(int to) {
    at = to;
  }

  /// Reads the next tag, if the message has one.
  boolean next() throws PageException {
    if (at == end) {
      return false;
    }
    start = at;
    long tag = varint();
    if (tag >>> Integer.SIZE != 0) {
      throw fail("a tag is longer than 32 bits");
    }
    field = (int) (tag >>> 3);
    type = (int) tag & 7;
    if (field == 0) {
      throw fail("a field has the number 0");
    }
    if (type != VARINT && type != FIXED && type != BYTES && type != SHORT_FIXED) {
      throw fail("field " + field + " is a group or of no known wire type");
    }
    return true;
  }

  boolean is(int wanted) {
    return type == wanted;
  }

  void expect(int wanted) throws PageException {
    if (type != wanted) {
      throw fail("field " + field + " has wire type " + type + " where it has " + wanted);
    }
  }

  /// Enters the message in this field.
  ///
  /// @return for [#leave]
  int enter() throws PageException {
    expect(BYTES);
    return open();
  }

  /// Enters a message that only has its length before it.
  int open() throws PageException {
    int to = lengthEnd();
    int outer = end;
    end = to;
    return outer;
  }

  void leave(int outer) {
    at = end;
    end = outer;
  }

  /// Passes over bytes; they end at [#at].
  ///
  /// @return where they begin
  int bytes() throws PageException {
    expect(BYTES);
    int to = lengthEnd();
    int from = at;
    at = to;
    return from;
  }

  void skip() throws PageException {
    switch (type) {
      case VARINT -> varint();
      case BYTES -> at = lengthEnd();
      default -> pass(type == FIXED ? Long.BYTES : Integer.BYTES);
    }
  }

  private int lengthEnd() throws PageException {
    long length = varint();
    if (length >>> Integer.SIZE != 0) {
      throw fail("a length is longer than 32 bits");
    }
    if (length > end - at) {
      throw fail("a length of " + length + " bytes where " + (end - at) + " are left");
    }
    return at + (int) length;
  }

  long number() throws PageException {
    expect(VARINT);
    return varint();
  }

  double real() throws PageException {
    expect(FIXED);
    return fixed();
  }

  /// A number of a list, which may stand alone or packed.
  double fixed() throws PageException {
    int from = pass(Long.BYTES);
    long bits = 0;
    for (int i = Long.BYTES - 1; i >= 0; i--) {
      bits = bits << Byte.SIZE | (page[from + i] & 0xff);
    }
    return Double.longBitsToDouble(bits);
  }

  private int pass(int bytes) throws PageException {
    if (bytes > end - at) {
      throw fail("the message ends inside a number");
    }
    at += bytes;
    return at - bytes;
  }

  long varint() throws PageException {
    return at < end && page[at] >= 0 ? page[at++] : longVarint();
  }

  private long longVarint() throws PageException {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      byte octet = page[pass(1)];
      value |= (octet & 0x7fL) << (7 * i);
      if (i == LONGEST_VARINT - 1 && octet > 1) {
        throw fail("a number is longer than 64 bits");
      }
      if (octet >= 0) {
        return value;
      }
    }
    throw fail("a number has more than ten bytes");
  }

  /// The number behind a zigzag of protobuf's `sint32` and `sint64`.
  static long signed(long zigzag) {
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  /// A number without a sign, as near as a double comes.
  static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1 | (bits & 1)) * 2.0;
  }

  void checkText(int from, int to) throws PageException {
    if (!Utf8.isSound(page, from, to)) {
      throw PageException.atByte(from, "a text is not UTF-8");
    }
  }

  PageException fail(String reason) {
    return PageException.atByte(start, reason);
  }
}
