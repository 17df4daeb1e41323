package dev.sonde.collectors.discovery.dns;

import java.io.Serial;

/// Reads a message from its beginning, and nothing beyond its end.
final class MessageCursor {
  private static final int POINTER = 0xc0;
  private static final int LONGEST = 255;

  private final byte[] message;
  private final int end;
  private int at;

  /// What stands there makes no sense.
  static final class Nonsense extends Exception {
    @Serial private static final long serialVersionUID = 1;

    Nonsense(String why) {
      super(why, null, false, false);
    }
  }

  MessageCursor(byte[] message, int end) {
    this.message = message;
    this.end = end;
  }

  int at() {
    return at;
  }

  int u8() throws Nonsense {
    if (at >= end) {
      throw new Nonsense("it breaks off");
    }
    return message[at++] & 0xff;
  }

  int u16() throws Nonsense {
    return u8() << 8 | u8();
  }

  byte[] bytes(int count) throws Nonsense {
    int from = at;
    skip(count);
    byte[] taken = new byte[count];
    System.arraycopy(message, from, taken, 0, count);
    return taken;
  }

  void skip(int count) throws Nonsense {
    if (count > end - at) {
      throw new Nonsense("it breaks off");
    }
    at += count;
  }

  /// A name, absolute. What a pointer points at stands before all that was read of the name, and
  /// only so many are followed, so names end soon.
  String name() throws Nonsense {
    var name = new StringBuilder();
    int before = at;
    int after = -1;
    int length = 1;
    for (int size = u8(), steps = 0; size != 0; size = u8(), steps++) {
      if ((size & POINTER) == POINTER) {
        int to = (size & ~POINTER) << 8 | u8();
        after = after < 0 ? at : after;
        before = backwards(to, before, steps);
        at = to;
      } else {
        length += size + 1;
        part(size, length, name);
      }
    }
    at = after < 0 ? at : after;
    return name.isEmpty() ? "." : name.toString();
  }

  private static int backwards(int to, int before, int steps) throws Nonsense {
    if (to >= before || steps > LONGEST) {
      throw new Nonsense("a name points forward, at itself, or too often");
    }
    return to;
  }

  private void part(int size, int length, StringBuilder name) throws Nonsense {
    if ((size & POINTER) != 0 || length > LONGEST) {
      throw new Nonsense("a name is too long");
    }
    int from = at;
    skip(size);
    DomainName.show(message, from, size, name);
  }
}
