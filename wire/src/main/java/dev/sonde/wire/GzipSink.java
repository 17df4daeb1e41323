package dev.sonde.wire;

import dev.sonde.wire.compress.Compressor;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Compresses one byte string after the other with gzip, reusing its room. The same bytes give the
/// same bytes. Not safe for two threads; [#close] frees memory outside the heap.
public final class GzipSink implements Compressor {
  private static final int LEVEL = 3;
  private static final int PIECE = 8 << 10;
  private static final byte[] HEAD = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, -1};

  private final Deflater deflater = new Deflater(LEVEL, true);
  private final CRC32 crc = new CRC32();
  private final byte[] piece = new byte[PIECE];
  private final ByteSink out = new ByteSink();

  @Override
  public String encoding() {
    return "gzip";
  }

  @Override
  public ByteBuffer compress(ByteBuffer plain) {
    out.clear();
    out.put(HEAD);
    deflater.reset();
    deflater.setInput(plain.duplicate());
    deflater.finish();
    while (!deflater.finished()) {
      out.put(piece, 0, deflater.deflate(piece));
    }
    crc.reset();
    crc.update(plain.duplicate());
    little((int) crc.getValue());
    little(plain.remaining());
    return out.view();
  }

  private void little(int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.put(value >> shift);
    }
  }

  @Override
  public void close() {
    deflater.end();
  }
}
