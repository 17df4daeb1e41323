package dev.sonde.http.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What a close frame says.
final class Closing {
  private static final byte[] NOTHING = {};

  private Closing() {}

  static CloseStatus status(ByteBuffer payload) throws Fault {
    if (!payload.hasRemaining()) {
      return new CloseStatus(CloseStatus.NONE_GIVEN, "");
    }
    if (payload.remaining() == 1) {
      throw Fault.protocol("a close has half a code");
    }
    int code = Short.toUnsignedInt(payload.getShort());
    if (!CloseStatus.isSendable(code)) {
      throw Fault.protocol("a close has the code " + code + ", which nobody may send");
    }
    byte[] reason = new byte[payload.remaining()];
    payload.get(reason);
    if (!Utf8.isValid(reason, 0, reason.length)) {
      throw new Fault(CloseStatus.BAD_DATA, "the reason of a close is not UTF-8");
    }
    return new CloseStatus(code, new String(reason, StandardCharsets.UTF_8));
  }

  static byte[] payload(CloseStatus status) {
    if (!CloseStatus.isSendable(status.code())) {
      return NOTHING;
    }
    byte[] reason = status.reason().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Short.BYTES + reason.length)
        .putShort((short) status.code())
        .put(reason)
        .array();
  }
}
