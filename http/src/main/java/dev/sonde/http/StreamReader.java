package dev.sonde.http;

import java.io.IOException;

/// Takes an answer while it comes. Called on the thread that asked.
public interface StreamReader {
  /// The answer begins.
  ///
  /// @return whether its body is wanted; unless overridden, when the status is 2xx
  default boolean begins(int status, HeaderLines headers) {
    return status / 100 == 2;
  }

  /// More of the body. The bytes are only valid during the call.
  ///
  /// @return whether still more is wanted
  /// @throws IOException to end it as a failure
  boolean take(byte[] bytes, int from, int length) throws IOException;
}
