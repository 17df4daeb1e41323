package dev.sonde.shippers.sonde;

import dev.sonde.wire.compress.Compressor;
import dev.sonde.wire.relay.LineForm;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Packs messages of a line behind the byte that says how. For one thread.
final class Packer {
  private final Compressor compressor;
  private final byte way;
  private byte[] bytes = new byte[1 << 10];

  Packer(Compressor compressor) {
    this.compressor = compressor;
    this.way = compressor.encoding().equals("zstd") ? LineForm.ZSTD : LineForm.GZIP;
  }

  /// Packs one; one that would not get smaller stays as it is.
  ///
  /// @return its length
  int pack(ByteBuffer plain) {
    ByteBuffer packed = compressor.compress(plain);
    boolean smaller = packed.remaining() < plain.remaining();
    ByteBuffer taken = smaller ? packed : plain;
    int length = 1 + taken.remaining();
    if (bytes.length < length) {
      bytes = Arrays.copyOf(bytes, length + length / 2);
    }
    bytes[0] = smaller ? way : LineForm.PLAIN;
    taken.duplicate().get(bytes, 1, length - 1);
    return length;
  }

  /// What was packed last.
  byte[] bytes() {
    return bytes;
  }
}
