package dev.sonde.collectors.discovery.dns;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// An answer made by hand, as a server makes it, or as none would.
final class Crafted {
  static final byte[] SELF = {(byte) 0xc0, 12};
  static final int OK = 0x8180;
  static final int NO_SUCH_NAME = 0x8183;
  static final int SERVER_FAILURE = 0x8182;
  static final int FORMAT_ERROR = 0x8181;
  static final int TRUNCATED = 0x8380;

  private static final int HEAD = 12;

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final int id;
  private final int flags;
  private int questions = 1;
  private int answers;

  private Crafted(int id, int flags) {
    this.id = id;
    this.flags = flags;
  }

  static Crafted answer(int id, int flags, String name, RecordType type) {
    var crafted = new Crafted(id, flags);
    crafted.body.writeBytes(name(name));
    crafted.body.writeBytes(shorts(type.code, 1));
    return crafted;
  }

  /// To a question as it came.
  static Crafted to(byte[] message, int flags) {
    int end = HEAD;
    while (message[end] != 0) {
      end += message[end] + 1;
    }
    var crafted = new Crafted(ByteBuffer.wrap(message).getShort(0) & 0xffff, flags);
    crafted.body.writeBytes(Arrays.copyOfRange(message, HEAD, end + 5));
    return crafted;
  }

  static Crafted withoutQuestion(byte[] message, int flags) {
    var crafted = new Crafted(ByteBuffer.wrap(message).getShort(0) & 0xffff, flags);
    crafted.questions = 0;
    return crafted;
  }

  /// The name that is asked for.
  static String asked(byte[] message) {
    var name = new StringBuilder();
    for (int at = HEAD; message[at] != 0; at += message[at] + 1) {
      name.append(new String(message, at + 1, message[at], StandardCharsets.ISO_8859_1))
          .append('.');
    }
    return name.toString();
  }

  /// Where the next record begins.
  int at() {
    return HEAD + body.size();
  }

  Crafted record(byte[] owner, int type, byte[] data) {
    answers++;
    return raw(owner)
        .raw(shorts(type, 1))
        .raw(new byte[] {0, 0, 0, 60})
        .raw(shorts(data.length))
        .raw(data);
  }

  Crafted host(String address) {
    return host(SELF, address);
  }

  Crafted host(byte[] owner, String address) {
    var bytes = new ByteArrayOutputStream();
    for (String part : address.split("\\.")) {
      bytes.write(Integer.parseInt(part));
    }
    return record(owner, 1, bytes.toByteArray());
  }

  Crafted host6(String hex) {
    return record(SELF, 28, HexFormat.of().parseHex(hex));
  }

  Crafted alias(byte[] owner, byte[] target) {
    return record(owner, 5, target);
  }

  Crafted service(int port, byte[] target) {
    return record(SELF, 33, joined(shorts(1, 2, port), target));
  }

  Crafted mail(byte[] target) {
    return record(SELF, 15, joined(shorts(10), target));
  }

  Crafted server(byte[] target) {
    return record(SELF, 2, target);
  }

  Crafted raw(byte[] bytes) {
    body.writeBytes(bytes);
    return this;
  }

  Crafted counts(int questions, int answers) {
    this.questions = questions;
    this.answers = answers;
    return this;
  }

  byte[] bytes() {
    return joined(shorts(id, flags, questions, answers, 0, 0), body.toByteArray());
  }

  static byte[] name(String name) {
    var out = new ByteArrayOutputStream();
    for (String part : name.split("\\.")) {
      out.write(part.length());
      out.writeBytes(part.getBytes(StandardCharsets.ISO_8859_1));
    }
    out.write(0);
    return out.toByteArray();
  }

  static byte[] pointer(int to) {
    return shorts(0xc000 | to);
  }

  static byte[] joined(byte[] left, byte[] right) {
    byte[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  private static byte[] shorts(int... values) {
    var out = ByteBuffer.allocate(values.length * Short.BYTES);
    for (int value : values) {
      out.putShort((short) value);
    }
    return out.array();
  }
}
