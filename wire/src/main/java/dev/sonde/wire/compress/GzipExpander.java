package dev.sonde.wire.compress;

import dev.sonde.wire.BodyException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Makes gzip plain again (RFC 1952), one member or several, reusing its room. For one thread;
/// memory outside the heap is held until [#close].
public final class GzipExpander implements AutoCloseable {
  private static final int FIRST_ROOM = 16 << 10;
  private static final int HEAD = 10;
  private static final int TAIL = 8;
  private static final int SUMMED = 0x02;
  private static final int EXTRA = 0x04;
  private static final int NAMED = 0x08;
  private static final int COMMENTED = 0x10;
  private static final int RESERVED = 0xe0;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 sum = new CRC32();
  private byte[] in = {};
  private byte[] plain = {};
  private int at;
  private int end;
  private int size;

  /// One that holds no room yet.
  public GzipExpander() {}

  /// The plain bytes, from the first on; valid until the next call.
  public byte[] bytes() {
    return plain;
  }

  /// Expands a body.
  ///
  /// @param mostBytes plain bytes that are taken
  /// @return how many plain bytes there are
  /// @throws BodyException when it is not gzip, or has more
  public int expand(byte[] packed, int from, int to, int mostBytes) throws BodyException {
    in = packed;
    at = from;
    end = to;
    size = 0;
    do {
      head();
      member(mostBytes);
      tail();
    } while (at < end);
    in = new byte[0];
    return size;
  }

  @Override
  public void close() {
    inflater.end();
  }

  private void head() throws BodyException {
    need(HEAD);
    boolean gzip = (in[at] & 0xff) == 0x1f && (in[at + 1] & 0xff) == 0x8b && in[at + 2] == 8;
    int flags = gzip ? in[at + 3] & 0xff : RESERVED;
    if ((flags & RESERVED) != 0) {
      throw new BodyException("it is not gzip");
    }
    at += HEAD;
    if ((flags & EXTRA) != 0) {
      need(2);
      int length = (in[at] & 0xff) | ((in[at + 1] & 0xff) << 8);
      at += 2;
      need(length);
      at += length;
    }
    skipText(flags & NAMED);
    skipText(flags & COMMENTED);
    if ((flags & SUMMED) != 0) {
      need(2);
      at += 2;
    }
  }

  private void skipText(int there) throws BodyException {
    if (there != 0) {
      do {
        need(1);
      } while (in[at++] != 0);
    }
  }

  private void member(int mostBytes) throws BodyException {
    inflater.reset();
    inflater.setInput(in, at, end - at);
    int from = size;
    try {
      while (!inflater.finished()) {
        room(mostBytes);
        int most = (int) Math.min(plain.length, mostBytes + 1L);
        int count = inflater.inflate(plain, size, most - size);
        size += count;
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          throw new BodyException("its gzip ends early");
        }
      }
    } catch (DataFormatException damaged) {
      throw new BodyException("its gzip is damaged: " + damaged.getMessage());
    }
    check(mostBytes);
    at = end - inflater.getRemaining();
    sum.reset();
    sum.update(plain, from, size - from);
  }

  /// Room for one byte more than is taken shows whether there are more.
  private void room(int mostBytes) throws BodyException {
    check(mostBytes);
    if (size == plain.length) {
      long wanted = Math.max(FIRST_ROOM, size * 2L);
      plain = Arrays.copyOf(plain, (int) Math.min(mostBytes + 1L, wanted));
    }
  }

  private void check(int mostBytes) throws BodyException {
    if (size > mostBytes) {
      throw new BodyException("it has more than the " + mostBytes + " plain bytes that are taken");
    }
  }

  private void tail() throws BodyException {
    need(TAIL);
    boolean whole =
        word(at) == (int) sum.getValue() && word(at + 4) == (int) inflater.getBytesWritten();
    if (!whole) {
      throw new BodyException("its gzip does not match its checksum");
    }
    at += TAIL;
  }

  private int word(int from) {
    return (in[from] & 0xff)
        | ((in[from + 1] & 0xff) << 8)
        | ((in[from + 2] & 0xff) << 16)
        | ((in[from + 3] & 0xff) << 24);
  }

  private void need(int bytes) throws BodyException {
    if (end - at < bytes) {
      throw new BodyException("its gzip ends early");
    }
  }
}
