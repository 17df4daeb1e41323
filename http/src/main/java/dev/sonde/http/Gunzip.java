package dev.sonde.http;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Inflates a body that came as gzip (RFC 1952): one member after the other, each checked against
/// its sum and its length. Used again for the next body.
final class Gunzip {
  private static final int PIECE = 16 << 10;
  private static final int NAMED = 0x08;
  private static final int COMMENTED = 0x10;
  private static final int EXTRA = 0x04;
  private static final int SUMMED = 0x02;
  private static final int RESERVED = 0xe0;
  private static final int SLACK = 64 << 10;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 sum = new CRC32();
  private final byte[] piece = new byte[PIECE];
  private final byte[] one = new byte[1];
  private int at;
  private int filled;

  /// Adds the body to the buffer.
  ///
  /// @return whether all of it fits; the rest is left where it is
  boolean inflate(ReplyInput in, BodyBuffer into) throws IOException {
    at = 0;
    filled = 0;
    boolean more = hasMore(in);
    while (more) {
      header(in);
      if (!member(in, into)) {
        return false;
      }
      trailer(in);
      more = hasMore(in);
    }
    return true;
  }

  /// Frees what it holds outside the heap.
  void end() {
    inflater.end();
  }

  private void header(ReplyInput in) throws IOException {
    boolean gzip = next(in) == 0x1f && next(in) == 0x8b && next(in) == 8;
    int flags = gzip ? next(in) : RESERVED;
    if ((flags & RESERVED) != 0) {
      throw Refusal.bad("its Content-Encoding is gzip, but bytes stand there which are not gzip's");
    }
    skip(in, 6);
    if ((flags & EXTRA) != 0) {
      skip(in, next(in) | next(in) << 8);
    }
    if ((flags & NAMED) != 0) {
      skipText(in);
    }
    if ((flags & COMMENTED) != 0) {
      skipText(in);
    }
    if ((flags & SUMMED) != 0) {
      skip(in, 2);
    }
  }

  private boolean member(ReplyInput in, BodyBuffer into) throws IOException {
    inflater.reset();
    sum.reset();
    try {
      while (!inflater.finished()) {
        feed(in);
        if (!pour(into) || in.wireBytes() > (long) into.limit() + SLACK) {
          return false;
        }
      }
    } catch (DataFormatException e) {
      throw new IOException("its compressed body is damaged: " + e.getMessage(), e);
    }
    at = filled - inflater.getRemaining();
    return true;
  }

  private void feed(ReplyInput in) throws IOException {
    if (inflater.needsDictionary()) {
      throw Refusal.bad("its compressed body wants a dictionary, which gzip has not");
    }
    if (inflater.needsInput()) {
      if (!hasMore(in)) {
        throw early();
      }
      inflater.setInput(piece, at, filled - at);
      at = filled;
    }
  }

  /// @return whether there is room for what comes out
  private boolean pour(BodyBuffer into) throws DataFormatException, Refusal {
    int room = into.room();
    if (room == 0) {
      return inflater.inflate(one) == 0;
    }
    int count = inflater.inflate(into.bytes(), into.size(), room);
    sum.update(into.bytes(), into.size(), count);
    into.added(count);
    return true;
  }

  private void trailer(ReplyInput in) throws IOException {
    if (number(in) != sum.getValue()) {
      throw Refusal.bad("its compressed body does not match its checksum");
    }
    if (number(in) != (inflater.getBytesWritten() & 0xffff_ffffL)) {
      throw Refusal.bad("its compressed body is not as long as it says");
    }
  }

  private long number(ReplyInput in) throws IOException {
    long number = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      number |= (long) next(in) << shift;
    }
    return number;
  }

  private void skip(ReplyInput in, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next(in);
    }
  }

  private void skipText(ReplyInput in) throws IOException {
    for (int i = 0; next(in) != 0; i++) {
      if (i > SLACK) {
        throw Refusal.bad("its compressed body begins with a name that does not end");
      }
    }
  }

  private int next(ReplyInput in) throws IOException {
    if (!hasMore(in)) {
      throw early();
    }
    return piece[at++] & 0xff;
  }

  private boolean hasMore(ReplyInput in) throws IOException {
    if (at == filled) {
      at = 0;
      filled = Math.max(0, in.read(piece, 0, PIECE));
    }
    return at < filled;
  }

  private static Refusal early() {
    return Refusal.bad("its compressed body ended early");
  }
}
