package dev.sonde.wire.remotewrite;

import dev.sonde.wire.compress.Compressor;
import java.nio.ByteBuffer;

/// Leaves bytes as they are.
final class Plain implements Compressor {
  @Override
  public String encoding() {
    return "identity";
  }

  @Override
  public ByteBuffer compress(ByteBuffer plain) {
    return plain;
  }

  @Override
  public void close() {}

  static byte[] bytes(ByteBuffer view) {
    var bytes = new byte[view.remaining()];
    view.duplicate().get(bytes);
    return bytes;
  }
}
