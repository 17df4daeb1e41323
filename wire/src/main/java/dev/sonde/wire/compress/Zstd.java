package dev.sonde.wire.compress;

import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;

/// Zstandard, as VictoriaMetrics takes it. Needs a native library, which is unpacked and loaded
/// with the first of these; memory outside the heap is held until [#close].
public final class Zstd implements Compressor {
  private static final int LEVEL = 1;

  private final ZstdCompressCtx context;
  private byte[] out = new byte[512];

  /// A compressor with its room.
  ///
  /// @throws IllegalStateException when the native library can't be loaded, with what to do
  public Zstd() {
    context = load();
    context.setLevel(LEVEL);
    context.setChecksum(false);
  }

  @Override
  public String encoding() {
    return "zstd";
  }

  @Override
  public ByteBuffer compress(ByteBuffer plain) {
    int length = plain.remaining();
    int most = Math.toIntExact(com.github.luben.zstd.Zstd.compressBound(length));
    if (out.length < most) {
      out = new byte[most];
    }
    int from = plain.arrayOffset() + plain.position();
    int size = context.compressByteArray(out, 0, out.length, plain.array(), from, length);
    return ByteBuffer.wrap(out, 0, size);
  }

  @Override
  public void close() {
    context.close();
  }

  private static ZstdCompressCtx load() {
    try {
      return new ZstdCompressCtx();
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "zstd can't be loaded here ("
              + e.getMessage()
              + "); if the temporary folder is mounted noexec, name another with"
              + " -DZstdTempFolder=FOLDER in SONDE_JAVA_OPTS, or choose snappy",
          e);
    }
  }
}
