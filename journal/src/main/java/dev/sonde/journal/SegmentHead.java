package dev.sonde.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What stands at the beginning of a segment, twice, each with its checksum.
///
/// @param id random: seeds the checksums of the segment's records
/// @param instance who accepted the samples
/// @param epoch the start that wrote it
/// @param sequence its place among the segments
/// @param first the running number of its first sample
/// @param createdMillis when it was begun, milliseconds since 1970
record SegmentHead(
    long id, UUID instance, long epoch, long sequence, long first, long createdMillis) {
  /// Where the records begin.
  static final int LENGTH = 1024;

  static final int VERSION = 1;
  private static final int COPY = LENGTH / 2;
  private static final long MAGIC = 0x474f4c45444e4f53L; // "SONDELOG"
  private static final int CHECKED = 8 + 4 + 8 + 16 + 8 + 8 + 8 + 8;

  /// Both copies.
  ByteBuffer bytes() {
    var out = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    put(out, 0);
    put(out, COPY);
    return out.position(0);
  }

  private void put(ByteBuffer out, int at) {
    out.position(at);
    out.putLong(MAGIC).putInt(VERSION).putLong(id);
    out.putLong(instance.getMostSignificantBits()).putLong(instance.getLeastSignificantBits());
    out.putLong(epoch).putLong(sequence).putLong(first).putLong(createdMillis);
    out.putInt(crc(out, at));
  }

  /// Whichever copy is whole; null when neither is.
  ///
  /// @throws NewerVersionException when a later Sonde wrote it
  static @Nullable SegmentHead read(ByteBuffer bytes) throws NewerVersionException {
    ByteBuffer in = bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at <= COPY && at + CHECKED + 4 <= in.limit(); at += COPY) {
      if (in.getLong(at) == MAGIC && in.getInt(at + CHECKED) == crc(in, at)) {
        return whole(in.position(at + 8));
      }
    }
    return null;
  }

  private static SegmentHead whole(ByteBuffer in) throws NewerVersionException {
    int version = in.getInt();
    if (version > VERSION) {
      throw new NewerVersionException(version);
    }
    long id = in.getLong();
    var instance = new UUID(in.getLong(), in.getLong());
    return new SegmentHead(id, instance, in.getLong(), in.getLong(), in.getLong(), in.getLong());
  }

  private static int crc(ByteBuffer of, int at) {
    var crc = new CRC32C();
    crc.update(of.array(), of.arrayOffset() + at, CHECKED);
    return (int) crc.getValue();
  }

  /// A file of a later version of Sonde.
  static final class NewerVersionException extends Exception {
    private static final long serialVersionUID = 1L;

    NewerVersionException(int version) {
      super("version " + version + " is newer than this Sonde, which reads up to " + VERSION);
    }
  }
}
