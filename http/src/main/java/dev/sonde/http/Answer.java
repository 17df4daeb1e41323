package dev.sonde.http;

import java.util.List;

/// A response ready for the wire.
///
/// @param length bytes of the body; [#CHUNKED] or [#UNTIL_CLOSE] when not known before
/// @param body whether a body follows the head
record Answer(int status, List<Header> headers, long length, boolean body, Response.Writer writer) {
  static final long CHUNKED = -1;
  static final long UNTIL_CLOSE = -2;
}
