package dev.sonde.http.websocket;

/// The head of the frame that comes next, judged by itself. One serves one frame after the other.
final class FrameHead {
  private static final int LONGEST_CONTROL = 125;
  private static final int SHORT = 126;
  private static final int LONG = 127;

  private final boolean masks;
  private int opcode;
  private boolean last;
  private int lengthCode;
  private long length;
  private int key;

  /// @param masks does the peer mask what it sends?
  FrameHead(boolean masks) {
    this.masks = masks;
  }

  /// Looks at what there is of it.
  ///
  /// @return whether it is whole
  boolean read(byte[] bytes, int at, int end) throws Fault {
    if (end - at < 2) {
      return false;
    }
    first(bytes[at]);
    second(bytes[at + 1]);
    if (end - at < size()) {
      return false;
    }
    length = length(bytes, at + 2);
    key = masks ? (int) number(bytes, at + size() - Integer.BYTES, Integer.BYTES) : 0;
    return true;
  }

  int opcode() {
    return opcode;
  }

  boolean isControl() {
    return Opcode.isControl(opcode);
  }

  /// Is it the last of its message?
  boolean last() {
    return last;
  }

  /// Bytes of the head itself.
  int size() {
    return 2 + lengthBytes() + (masks ? Integer.BYTES : 0);
  }

  /// Bytes that follow the head.
  long length() {
    return length;
  }

  int key() {
    return key;
  }

  private void first(byte bits) throws Fault {
    if ((bits & 0x70) != 0) {
      throw Fault.protocol("a reserved bit is set, but no extension was agreed on");
    }
    opcode = bits & 0x0f;
    last = bits < 0;
    if (!Opcode.isKnown(opcode)) {
      throw Fault.protocol("opcode " + opcode + " is reserved");
    }
    if (isControl() && !last) {
      throw Fault.protocol("a control frame is fragmented");
    }
  }

  private void second(byte bits) throws Fault {
    if (bits < 0 != masks) {
      throw Fault.protocol(masks ? "a client's frame has no mask" : "a server's frame has a mask");
    }
    lengthCode = bits & 0x7f;
    if (isControl() && lengthCode > LONGEST_CONTROL) {
      throw Fault.protocol("a control frame is longer than " + LONGEST_CONTROL + " bytes");
    }
  }

  private int lengthBytes() {
    return lengthCode < SHORT ? 0 : lengthCode == SHORT ? Short.BYTES : Long.BYTES;
  }

  private long length(byte[] bytes, int at) throws Fault {
    if (lengthCode < SHORT) {
      return lengthCode;
    }
    long said = number(bytes, at, lengthBytes());
    if (said < 0) {
      throw Fault.protocol("a length has its highest bit set");
    }
    if (said < SHORT || (lengthCode == LONG && said <= 0xffff)) {
      throw Fault.protocol("a length is written longer than it needs to be");
    }
    return said;
  }

  private static long number(byte[] bytes, int at, int count) {
    long number = 0;
    for (int i = at; i < at + count; i++) {
      number = number << Byte.SIZE | (bytes[i] & 0xff);
    }
    return number;
  }
}
