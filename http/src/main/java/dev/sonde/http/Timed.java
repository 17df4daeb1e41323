package dev.sonde.http;

import java.io.IOException;

/// Something a client has under way that may take too long. Safe for all threads.
interface Timed {
  /// When to sweep it next, by the ticker.
  long due();

  /// Ends what has taken too long.
  void sweep(long now) throws IOException;

  /// Ends it at once.
  void close() throws IOException;
}
