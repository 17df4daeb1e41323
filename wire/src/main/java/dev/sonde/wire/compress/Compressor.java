package dev.sonde.wire.compress;

import java.nio.ByteBuffer;

/// Makes one byte string after the other smaller, reusing its room. The same bytes give the same
/// bytes, whatever was compressed before. Not safe for two threads. Closing twice is fine.
public interface Compressor extends AutoCloseable {
  /// Its name as HTTP's `Content-Encoding` has it.
  String encoding();

  /// The compressed bytes, valid until the next call.
  ///
  /// @param plain backed by an array, from position to limit; stays as it is
  ByteBuffer compress(ByteBuffer plain);

  /// Frees memory outside the heap.
  @Override
  void close();
}
