package dev.sonde.wire.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.sonde.wire.BodyException;

/// Makes Zstandard plain again, reusing its room. For one thread; memory outside the heap is held
/// until [#close].
///
/// # Implementation notes
///
/// What a frame says of its plain size saves tries, and is believed up to a size that does no harm;
/// beyond it room doubles as long as it is too little.
public final class ZstdExpander implements AutoCloseable {
  private static final int FIRST_ROOM = 64 << 10;
  private static final int BELIEVED = 4 << 20;

  private final ZstdDecompressCtx context;
  private byte[] plain = {};

  /// One that holds no room yet.
  ///
  /// @throws IllegalStateException when the native library can't be loaded, with what to do
  public ZstdExpander() {
    context = ZstdLibrary.load(ZstdDecompressCtx::new);
  }

  /// The plain bytes, from the first on; valid until the next call.
  public byte[] bytes() {
    return plain;
  }

  /// Expands a body.
  ///
  /// @param mostBytes plain bytes that are taken
  /// @return how many plain bytes there are
  /// @throws BodyException when it is not Zstandard, or has more
  public int expand(byte[] packed, int from, int to, int mostBytes) throws BodyException {
    long said = Zstd.getFrameContentSize(packed, from, to - from, false);
    if (said > mostBytes) {
      throw tooLarge(mostBytes);
    }
    room((int) Math.min(mostBytes, Math.max(FIRST_ROOM, Math.min(said, BELIEVED))));
    while (true) {
      try {
        int most = Math.min(plain.length, mostBytes);
        return context.decompressByteArray(plain, 0, most, packed, from, to - from);
      } catch (ZstdException failed) {
        grow(failed, mostBytes);
      }
    }
  }

  @Override
  public void close() {
    context.close();
  }

  private void grow(ZstdException failed, int mostBytes) throws BodyException {
    if (failed.getErrorCode() != Zstd.errDstSizeTooSmall()) {
      throw new BodyException("its Zstandard is damaged: " + failed.getMessage());
    }
    if (plain.length >= mostBytes) {
      throw tooLarge(mostBytes);
    }
    plain = new byte[(int) Math.min(mostBytes, plain.length * 2L)];
  }

  private void room(int wanted) {
    if (plain.length < wanted) {
      plain = new byte[wanted];
    }
  }

  private static BodyException tooLarge(int mostBytes) {
    return new BodyException("it has more than the " + mostBytes + " plain bytes that are taken");
  }
}
