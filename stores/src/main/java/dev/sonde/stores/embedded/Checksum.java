package dev.sonde.stores.embedded;

import java.util.zip.CRC32C;

/// Four bytes at the end that say whether the others are as they were written, and where they
/// belong. Reused; for one thread.
final class Checksum {
  private final CRC32C sum = new CRC32C();
  private final Bytes place = new Bytes();

  void seal(Bytes bytes, long first, long second) {
    bytes.fixed32(of(bytes.array(), bytes.size(), first, second));
  }

  /// What stands before the checksum.
  void open(ByteSource in, byte[] blob, long first, long second) throws Damage {
    int length = blob.length - Integer.BYTES;
    if (length < 0) {
      throw new Damage("it is too short");
    }
    in.read(blob, length, blob.length);
    if (in.fixed32() != of(blob, length, first, second)) {
      throw new Damage("its checksum is wrong");
    }
    in.read(blob, 0, length);
  }

  private int of(byte[] bytes, int length, long first, long second) {
    place.clear();
    place.fixed64(first);
    place.fixed64(second);
    sum.reset();
    sum.update(place.array(), 0, place.size());
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }
}
