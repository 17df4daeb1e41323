package dev.sonde.http.websocket;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// A client's masks: random, so that nobody who chooses a message can choose what it looks like on
/// the wire. Fetched many at once. For one thread at a time.
final class Keys {
  private static final int AT_ONCE = 64;

  private final SecureRandom random = new SecureRandom();
  private final byte[] bytes = new byte[AT_ONCE * Integer.BYTES];
  private final ByteBuffer left = ByteBuffer.wrap(bytes).position(bytes.length);

  int next() {
    if (!left.hasRemaining()) {
      random.nextBytes(bytes);
      left.clear();
    }
    return left.getInt();
  }
}
