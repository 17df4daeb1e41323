package dev.sonde.wire.remotewrite;

import dev.sonde.api.Batch;
import dev.sonde.wire.protobuf.ProtoBuffer;

/// `repeated Sample samples = 2`, the same in both protocols: `double value = 1`, `int64 timestamp
/// = 2`. As proto3 has it, a field that is zero is left out; minus zero is not zero.
final class Samples {
  private static final int FIELD = 2 << 3 | 2;
  private static final int VALUE = 1 << 3 | 1;
  private static final int TIMESTAMP = 2 << 3;
  private static final int MOST = 2 + 1 + Long.BYTES + 1 + ProtoBuffer.VARINT;

  private Samples() {}

  static void write(Batch batch, Groups groups, int group, ProtoBuffer out) {
    for (int row = groups.first(group); row != Groups.NONE; row = groups.next(row)) {
      write(batch, row, out);
    }
  }

  static void write(Batch batch, int row, ProtoBuffer out) {
    out.room(MOST);
    sample(Double.doubleToRawLongBits(batch.value(row)), batch.time(row), out);
  }

  private static void sample(long value, long time, ProtoBuffer out) {
    out.put(FIELD);
    out.put((value == 0 ? 0 : 1 + Long.BYTES) + (time == 0 ? 0 : 1 + ProtoBuffer.varintSize(time)));
    if (value != 0) {
      out.put(VALUE);
      out.fixed(value);
    }
    if (time != 0) {
      out.put(TIMESTAMP);
      out.varint(time);
    }
  }
}
