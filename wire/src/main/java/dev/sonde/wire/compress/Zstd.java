package dev.sonde.wire.compress;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/// Zstandard, as VictoriaMetrics takes it. Needs a native library, which is unpacked and loaded
/// with the first of these; memory outside the heap is held until [#close].
///
/// # Implementation notes
///
/// The room is not for the worst case but for an eighth of the plain bytes, of which remote write
/// leaves a thirtieth. A body for which that is too little is compressed once more, with room for
/// the worst. Whoever runs short of room compresses otherwise, so a whole block must be left at the
/// end: then each block had all the room it could want, and what room there was shows nowhere.
public final class Zstd implements Compressor {
  private static final int LEVEL = 1;
  private static final int USUALLY_SMALLER = 8;
  private static final int BLOCK = 128 << 10;
  private static final int TOO_LITTLE = -1;

  private final ZstdCompressCtx context;
  private byte[] out = new byte[512];

  /// A compressor with its room.
  ///
  /// @throws IllegalStateException when the native library can't be loaded, with what to do
  public Zstd() {
    context = ZstdLibrary.load(ZstdCompressCtx::new);
    context.setLevel(LEVEL);
    context.setChecksum(false);
  }

  @Override
  public String encoding() {
    return "zstd";
  }

  @Override
  public ByteBuffer compress(ByteBuffer plain) {
    int most = bound(plain.remaining());
    int spare = bound(BLOCK);
    room(Math.min(most, plain.remaining() / USUALLY_SMALLER + spare));
    int size = attempt(plain);
    if (out.length < most && (size == TOO_LITTLE || size > out.length - spare)) {
      room(most);
      size = attempt(plain);
    }
    return ByteBuffer.wrap(out, 0, size);
  }

  private void room(int wanted) {
    if (out.length < wanted) {
      out = new byte[wanted + wanted / USUALLY_SMALLER];
    }
  }

  private int attempt(ByteBuffer plain) {
    int from = plain.arrayOffset() + plain.position();
    try {
      return context.compressByteArray(out, 0, out.length, plain.array(), from, plain.remaining());
    } catch (ZstdException failed) {
      if (failed.getErrorCode() == com.github.luben.zstd.Zstd.errDstSizeTooSmall()) {
        return TOO_LITTLE;
      }
      throw failed;
    }
  }

  private static int bound(int length) {
    return Math.toIntExact(com.github.luben.zstd.Zstd.compressBound(length));
  }

  @Override
  public void close() {
    context.close();
  }
}
