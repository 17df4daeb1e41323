package dev.sonde.http;

import java.io.IOException;
import java.io.InputStream;

/// A request whose head is in.
///
/// @param old was it HTTP/1.0?
/// @param keep does the client want the connection to stay open?
record Incoming(Request request, boolean old, boolean keep) {
  private static final int DRAINED = 64 << 10;

  /// Reads what the handler left of the body, if that is little, and ends it.
  ///
  /// @return whether the next request can follow
  boolean finish() throws IOException {
    if (!(request.body() instanceof BodyInput body)) {
      return true;
    }
    try {
      return !body.waits() && drain(body);
    } finally {
      body.end();
    }
  }

  private static boolean drain(InputStream body) throws IOException {
    var waste = new byte[8 << 10];
    int drained = 0;
    while (drained < DRAINED) {
      int count = body.read(waste);
      if (count < 0) {
        return true;
      }
      drained += count;
    }
    return false;
  }
}
