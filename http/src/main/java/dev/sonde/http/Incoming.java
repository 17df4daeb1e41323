package dev.sonde.http;

import java.io.IOException;
import java.io.InputStream;

/// A request whose head is in.
///
/// @param old was it HTTP/1.0?
/// @param keep does the client want the connection to stay open?
record Incoming(Request request, boolean old, boolean keep) {
  private static final int DRAINED = 64 << 10;

  /// Reads what the handler left of the body, if that is little.
  ///
  /// @return whether the next request can follow
  boolean finish() throws IOException {
    InputStream body = request.body();
    if (body instanceof BodyInput input && input.waits()) {
      return false;
    }
    var waste = new byte[body instanceof BodyInput ? 8 << 10 : 1];
    for (int drained = 0; drained < DRAINED; ) {
      int count = body.read(waste);
      if (count < 0) {
        return true;
      }
      drained += count;
    }
    return false;
  }
}
