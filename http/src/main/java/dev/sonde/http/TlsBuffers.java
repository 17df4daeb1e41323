package dev.sonde.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Room for one TLS record each, lent while something is under way. Few are kept for the next
/// borrower. Safe for all threads.
final class TlsBuffers {
  /// A record of 16 KiB with what TLS puts around it.
  static final int SIZE = 17 << 10;

  private static final int MOST = 8;

  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

  /// An empty one.
  ByteBuffer take() {
    ByteBuffer known = poll();
    return known == null ? ByteBuffer.allocate(SIZE) : known;
  }

  /// Only what the borrower has let go of: two with one buffer would read each other's secrets.
  synchronized void giveBack(ByteBuffer buffer) {
    if (free.size() < MOST) {
      free.addLast(buffer.clear());
    }
  }

  synchronized int kept() {
    return free.size();
  }

  private synchronized @Nullable ByteBuffer poll() {
    return free.pollLast();
  }
}
