package dev.sonde.http.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Frames as a peer would write them, right or wrong, and back again. Shares nothing with what it
/// tests.
public final class Frames {
  private static final byte[] KEY = {0x12, (byte) 0xf4, 0x56, 0x78};

  private final boolean masked;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Frames(boolean masked) {
    this.masked = masked;
  }

  /// What a client sends.
  public static Frames masked() {
    return new Frames(true);
  }

  /// What a server sends.
  public static Frames bare() {
    return new Frames(false);
  }

  /// One read back.
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Frame(int first, byte[] payload) {
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    /// Such as `1:hello` or `8:1000 bye`.
    @Override
    public String toString() {
      int opcode = first & 0x0f;
      if (opcode != 8) {
        return opcode + ":" + text();
      }
      return payload.length < 2
          ? "8:"
          : "8:"
              + ((payload[0] & 0xff) << 8 | (payload[1] & 0xff))
              + " "
              + new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }
  }

  public Frames text(String text) {
    return frame(0x81, text.getBytes(StandardCharsets.UTF_8));
  }

  public Frames close(int code, String reason) {
    byte[] words = reason.getBytes(StandardCharsets.UTF_8);
    byte[] payload = new byte[2 + words.length];
    payload[0] = (byte) (code >> 8);
    payload[1] = (byte) code;
    System.arraycopy(words, 0, payload, 2, words.length);
    return frame(0x88, payload);
  }

  public Frames frame(int first, String payload) {
    return frame(first, payload.getBytes(StandardCharsets.UTF_8));
  }

  /// With the shortest length.
  public Frames frame(int first, byte[] payload) {
    out.write(first);
    int length = payload.length;
    int mask = masked ? 0x80 : 0;
    if (length < 126) {
      out.write(mask | length);
    } else if (length < 65536) {
      out.write(mask | 126);
      number(length, 2);
    } else {
      out.write(mask | 127);
      number(length, 8);
    }
    return payload(payload);
  }

  /// Whatever stands there.
  public Frames raw(int... bytes) {
    for (int each : bytes) {
      out.write(each);
    }
    return this;
  }

  /// A mask where there has to be one, and what is under it.
  public Frames payload(byte[] payload) {
    if (masked) {
      out.writeBytes(KEY);
    }
    for (int i = 0; i < payload.length; i++) {
      out.write(masked ? payload[i] ^ KEY[i % 4] : payload[i]);
    }
    return this;
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  private void number(long value, int count) {
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >> shift));
    }
  }

  /// All frames in these bytes, masks taken off.
  public static List<Frame> read(byte[] bytes) {
    var frames = new ArrayList<Frame>();
    int at = 0;
    while (at + 2 <= bytes.length) {
      int first = bytes[at] & 0xff;
      boolean masked = bytes[at + 1] < 0;
      int code = bytes[at + 1] & 0x7f;
      int wide = code < 126 ? 0 : code == 126 ? 2 : 8;
      long length = wide == 0 ? code : 0;
      for (int i = 0; i < wide; i++) {
        length = length << 8 | (bytes[at + 2 + i] & 0xff);
      }
      int key = at + 2 + wide;
      int from = key + (masked ? 4 : 0);
      byte[] payload = new byte[(int) length];
      for (int i = 0; i < payload.length; i++) {
        payload[i] = (byte) (bytes[from + i] ^ (masked ? bytes[key + i % 4] : 0));
      }
      frames.add(new Frame(first, payload));
      at = from + payload.length;
    }
    return frames;
  }

  /// The same, a line of words for each.
  public static List<String> words(byte[] bytes) {
    return read(bytes).stream().map(Frame::toString).toList();
  }
}
