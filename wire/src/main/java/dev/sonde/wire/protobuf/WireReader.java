package dev.sonde.wire.protobuf;

import dev.sonde.wire.BodyException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Goes through the fields of protobuf messages, each inside the bytes that it is said to have.
/// Groups are refused; no message is entered that nobody asked for, so depth costs nothing.
public final class WireReader {
  public static final int VARINT = 0;
  public static final int FIXED = 1;
  public static final int BYTES = 2;
  public static final int SHORT_FIXED = 5;

  private static final int LONGEST_VARINT = 10;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] page = new byte[0];
  private int at;
  private int end;
  private int start;
  private int field;
  private int type;

  /// A reader that reads nothing yet.
  public WireReader() {}

  public void begin(byte[] bytes, int from, int to) {
    page = bytes;
    at = from;
    end = to;
    start = from;
  }

  public boolean atEnd() {
    return at == end;
  }

  /// Where the next byte stands.
  public int at() {
    return at;
  }

  /// Where the message is over.
  public int end() {
    return end;
  }

  /// Where the field began whose tag was read last.
  public int start() {
    return start;
  }

  public int field() {
    return field;
  }

  public byte[] page() {
    return page;
  }

  /// Mistakes found before the next tag are said to stand here.
  public void mark() {
    start = at;
  }

  public void back(int to) {
    at = to;
  }

  /// Reads the next tag, if the message has one.
  public boolean next() throws BodyException {
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

  public boolean is(int wanted) {
    return type == wanted;
  }

  public void expect(int wanted) throws BodyException {
    if (type != wanted) {
      throw fail("field " + field + " has wire type " + type + " where it has " + wanted);
    }
  }

  /// Enters the message in this field.
  ///
  /// @return for [#leave]
  public int enter() throws BodyException {
    expect(BYTES);
    return open();
  }

  /// Enters a message that only has its length before it.
  public int open() throws BodyException {
    int to = lengthEnd();
    int outer = end;
    end = to;
    return outer;
  }

  public void leave(int outer) {
    at = end;
    end = outer;
  }

  /// Passes over bytes; they end at [#at].
  ///
  /// @return where they begin
  public int bytes() throws BodyException {
    expect(BYTES);
    int to = lengthEnd();
    int from = at;
    at = to;
    return from;
  }

  /// Passes over fields with this tag of one byte and fewer than 128 bytes, as many as stand here.
  ///
  /// @return how many
  public int skipShort(int tag) {
    int count = 0;
    while (end - at > 1 && page[at] == tag && page[at + 1] >= 0 && page[at + 1] <= end - at - 2) {
      at += 2 + page[at + 1];
      count++;
    }
    return count;
  }

  /// Passes over this tag of one byte if it stands here.
  public boolean skipTag(int tag) {
    boolean here = at < end && page[at] == tag;
    at += here ? 1 : 0;
    return here;
  }

  public void skip() throws BodyException {
    switch (type) {
      case VARINT -> varint();
      case BYTES -> at = lengthEnd();
      default -> pass(type == FIXED ? Long.BYTES : Integer.BYTES);
    }
  }

  private int lengthEnd() throws BodyException {
    long length = varint();
    if (length >>> Integer.SIZE != 0) {
      throw fail("a length is longer than 32 bits");
    }
    if (length > end - at) {
      throw fail("a length of " + length + " bytes where " + (end - at) + " are left");
    }
    return at + (int) length;
  }

  public long number() throws BodyException {
    expect(VARINT);
    return varint();
  }

  public double real() throws BodyException {
    expect(FIXED);
    return fixed();
  }

  /// A number of a list, which may stand alone or packed.
  public double fixed() throws BodyException {
    return Double.longBitsToDouble(longBits());
  }

  /// The eight bytes of a number, which may stand alone or packed.
  public long longBits() throws BodyException {
    return (long) LONGS.get(page, pass(Long.BYTES));
  }

  private int pass(int bytes) throws BodyException {
    if (bytes > end - at) {
      throw fail("the message ends inside a number");
    }
    at += bytes;
    return at - bytes;
  }

  public long varint() throws BodyException {
    return at < end && page[at] >= 0 ? page[at++] : longVarint();
  }

  private long longVarint() throws BodyException {
    if (end - at < LONGEST_VARINT) {
      return checkedVarint();
    }
    byte[] in = page;
    int from = at;
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT - 1; i++) {
      byte octet = in[from + i];
      value |= (octet & 0x7fL) << (7 * i);
      if (octet >= 0) {
        at = from + i + 1;
        return value;
      }
    }
    return checkedVarint();
  }

  private long checkedVarint() throws BodyException {
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
  public static long signed(long zigzag) {
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  /// A number without a sign, as near as a double comes.
  public static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1 | (bits & 1)) * 2.0;
  }

  public void checkText(int from, int to) throws BodyException {
    if (!Utf8.isSound(page, from, to)) {
      throw new BodyException(from, "a text is not UTF-8");
    }
  }

  public BodyException fail(String reason) {
    return new BodyException(start, reason);
  }
}
