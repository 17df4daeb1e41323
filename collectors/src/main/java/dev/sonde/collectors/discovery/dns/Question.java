package dev.sonde.collectors.discovery.dns;

import java.nio.ByteBuffer;

/// What is asked for.
///
/// @param id ties the answer to the question
/// @param name absolute: it ends in a dot
record Question(int id, String name, RecordType type) {
  static final int INTERNET = 1;

  private static final int HEAD = 12;
  private static final int FIXED = 4;
  private static final int OPTIONS = 11;
  private static final int OPTION_TYPE = 41;
  private static final short RECURSION_DESIRED = 0x0100;

  /// How long an answer over UDP may be: so long one comes in one piece on every network.
  private static final short ROOM = 1232;

  /// The message for a server.
  ///
  /// @param extended say how long the answer may be (EDNS)? Old servers take offence
  byte[] message(boolean extended) {
    byte[] encoded = DomainName.encode(name);
    var out = ByteBuffer.allocate(HEAD + encoded.length + FIXED + (extended ? OPTIONS : 0));
    out.putShort((short) id).putShort(RECURSION_DESIRED);
    out.putShort((short) 1).putShort((short) 0).putShort((short) 0);
    out.putShort((short) (extended ? 1 : 0));
    out.put(encoded).putShort((short) type.code).putShort((short) INTERNET);
    if (extended) {
      out.put((byte) 0).putShort((short) OPTION_TYPE).putShort(ROOM).putInt(0).putShort((short) 0);
    }
    return out.array();
  }
}
