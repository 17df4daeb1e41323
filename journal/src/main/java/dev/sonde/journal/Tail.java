package dev.sonde.journal;

import java.nio.ByteBuffer;

/// The newest bytes of the segment being written, so that couriers that have caught up read no
/// file. A ring: byte `offset` of the file stands at `offset % length`.
final class Tail {
  private final byte[] ring;
  private long sequence = -1;
  private long from;
  private long to;

  Tail(int capacity) {
    this.ring = new byte[capacity];
  }

  /// Another segment begins; its first bytes are not here.
  synchronized void begin(long segment, long offset) {
    sequence = segment;
    from = offset;
    to = offset;
  }

  /// Takes bytes that stand in the file where the last ones ended.
  synchronized void append(ByteBuffer more) {
    int length = more.remaining();
    if (ring.length == 0) {
      return;
    }
    int skipped = Math.max(0, length - ring.length);
    long offset = to + skipped;
    int rest = length - skipped;
    int at = (int) (offset % ring.length);
    int first = Math.min(rest, ring.length - at);
    more.position(more.position() + skipped);
    more.get(ring, at, first).get(ring, 0, rest - first);
    to += length;
    from = Math.max(from, to - ring.length);
  }

  /// Copies bytes from a place in a segment's file, as many as are here; 0 when that place is not.
  synchronized int read(long segment, long offset, byte[] into, int at, int most) {
    if (segment != sequence || offset < from || offset >= to) {
      return 0;
    }
    int count = (int) Math.min(most, to - offset);
    int begin = (int) (offset % ring.length);
    int first = Math.min(count, ring.length - begin);
    System.arraycopy(ring, begin, into, at, first);
    System.arraycopy(ring, 0, into, at + first, count - first);
    return count;
  }
}
