package dev.sonde.http.websocket;

/// What a message is made of.
public enum Kind {
  /// UTF-8.
  TEXT(Opcode.TEXT),

  /// Any bytes.
  BINARY(Opcode.BINARY);

  private final int opcode;

  Kind(int opcode) {
    this.opcode = opcode;
  }

  int opcode() {
    return opcode;
  }

  static Kind of(int opcode) {
    return opcode == Opcode.TEXT ? TEXT : BINARY;
  }
}
