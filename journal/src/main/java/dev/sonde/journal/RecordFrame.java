package dev.sonde.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// The 32 bytes before a record's payload, and their checksums.
///
/// ```
///  0 magic   4   8 type   1   12 first number 8   24 payload's checksum 4
///  4 length  4   9 zero   3   20 count        4   28 this header's      4
/// ```
///
/// Both checksums begin with the segment's random id and the record's place in the file. So bytes
/// that somebody pushed can't pass for a record, and neither can a record that was moved.
final class RecordFrame {
  static final int LENGTH = 32;
  static final int MAX_PAYLOAD = 64 << 20;
  static final int MAGIC = 0x646e6f53; // "Sond"
  static final byte FIRST_BYTE = (byte) MAGIC;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final CRC32C crc = new CRC32C();
  private final byte[] seed = new byte[16];

  RecordFrame(long segmentId) {
    LONG.set(seed, 0, segmentId);
  }

  /// Writes the header before a payload that stands in its place already.
  ///
  /// @param at where the header stands in `bytes`
  /// @param offset where it will stand in the file
  void put(byte[] bytes, int at, long offset, int type, long first, int count, int length) {
    INT.set(bytes, at, MAGIC);
    INT.set(bytes, at + 4, length);
    INT.set(bytes, at + 8, type);
    LONG.set(bytes, at + 12, first);
    INT.set(bytes, at + 20, count);
    INT.set(bytes, at + 24, sum(offset, bytes, at + LENGTH, length));
    INT.set(bytes, at + 28, sum(offset, bytes, at, LENGTH - 4));
  }

  /// Is there a whole header?
  boolean headerHolds(byte[] bytes, int at, long offset) {
    return magic(bytes, at)
        && (int) INT.get(bytes, at + 28) == sum(offset, bytes, at, LENGTH - 4)
        && length(bytes, at) >= 0
        && length(bytes, at) <= MAX_PAYLOAD
        && count(bytes, at) >= 0;
  }

  boolean payloadHolds(byte[] bytes, int at, long offset) {
    return (int) INT.get(bytes, at + 24) == sum(offset, bytes, at + LENGTH, length(bytes, at));
  }

  static boolean magic(byte[] bytes, int at) {
    return (int) INT.get(bytes, at) == MAGIC;
  }

  static int length(byte[] bytes, int at) {
    return (int) INT.get(bytes, at + 4);
  }

  static int type(byte[] bytes, int at) {
    return bytes[at + 8] & 0xff;
  }

  static long first(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at + 12);
  }

  static int count(byte[] bytes, int at) {
    return (int) INT.get(bytes, at + 20);
  }

  private int sum(long offset, byte[] bytes, int from, int length) {
    LONG.set(seed, 8, offset);
    crc.reset();
    crc.update(seed, 0, seed.length);
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }
}
