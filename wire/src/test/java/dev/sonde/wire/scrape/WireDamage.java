package dev.sonde.wire.scrape;

import dev.sonde.wire.protobuf.WireReader;
import java.io.ByteArrayOutputStream;
import java.util.Random;

/// Spoils one field of a page of messages, at any depth. The lengths around it stay true, so that
/// readers get to it.
final class WireDamage {
  private static final int NESTED = 300;

  private final Random random;
  private int countdown;

  WireDamage(Random random) {
    this.random = random;
  }

  byte[] spoil(byte[] page) {
    countdown = Integer.MAX_VALUE;
    families(page);
    int fields = Integer.MAX_VALUE - countdown;
    countdown = fields == 0 ? 0 : random.nextInt(fields);
    return families(page);
  }

  private byte[] families(byte[] page) {
    var in = new Cursor(page, 0, page.length);
    var out = new ByteArrayOutputStream();
    while (in.at < in.end) {
      long said = in.varint();
      if (said < 0) {
        break;
      }
      int length = (int) Math.min(said, in.end - in.at);
      byte[] family = message(page, in.at, in.at + length);
      varint(out, family.length, 0);
      out.writeBytes(family);
      in.at += length;
    }
    return out.toByteArray();
  }

  private byte[] message(byte[] page, int from, int to) {
    var in = new Cursor(page, from, to);
    var out = new ByteArrayOutputStream();
    while (in.at < in.end) {
      int start = in.at;
      long tag = in.varint();
      int type = (int) tag & 7;
      int body = in.at;
      in.skip(type);
      boolean spoilt = countdown-- == 0;
      if (spoilt) {
        spoil(page, start, body, in.at, tag, out);
      } else if (type == WireReader.BYTES && in.nested > 0 && isMessage(page, in.nested, in.at)) {
        byte[] inner = message(page, in.nested, in.at);
        varint(out, tag, 0);
        varint(out, inner.length, 0);
        out.writeBytes(inner);
      } else {
        out.write(page, start, in.at - start);
      }
    }
    return out.toByteArray();
  }

  /// A guess, which texts seldom meet.
  private static boolean isMessage(byte[] page, int from, int to) {
    var in = new Cursor(page, from, to);
    while (in.at < to) {
      long tag = in.varint();
      in.skip((int) tag & 7);
      if (tag < 8 || tag > 255 || in.broken) {
        return false;
      }
    }
    return to > from;
  }

  private void spoil(
      byte[] page, int start, int body, int end, long tag, ByteArrayOutputStream out) {
    switch (random.nextInt(12)) {
      case 0 -> {
        out.write(page, start, end - start);
        out.write(page, start, end - start);
      }
      case 1 -> {}
      case 2 -> {
        varint(out, tag, random.nextInt(6));
        out.write(page, body, end - body);
      }
      case 3 -> lie(page, body, end, tag, out);
      case 4 -> {
        unknown(out);
        out.write(page, start, end - start);
      }
      case 5 -> {
        varint(out, tag, 0);
        varint(out, odd(), random.nextInt(11));
      }
      case 6 -> {
        varint(out, tag ^ (1L << random.nextInt(7)), 0);
        out.write(page, body, end - body);
      }
      case 7 -> {
        varint(out, (tag & ~7) | (3 + random.nextInt(2)), 0);
        out.write(page, start, end - start);
      }
      case 8 -> wrapped(page, start, end, tag, out);
      case 9 -> {
        varint(out, tag, 0);
        long bits = Double.doubleToRawLongBits(Double.longBitsToDouble(odd()));
        for (int i = 0; i < Long.BYTES; i++) {
          out.write((int) (bits >>> (Byte.SIZE * i)));
        }
      }
      case 10 -> {
        out.write(page, start, end - start);
        varint(out, tag, 0);
        varint(out, 0, 0);
      }
      default -> {
        out.write(page, start, end - start);
        varint(out, (tag & ~7) | random.nextInt(6), 0);
        out.write(page, body, end - body);
      }
    }
  }

  /// A length that is not that of what follows, or is written longer than it needs.
  private void lie(byte[] page, int body, int end, long tag, ByteArrayOutputStream out) {
    var in = new Cursor(page, body, end);
    long length = in.varint();
    varint(out, tag, 0);
    long lie =
        switch (random.nextInt(4)) {
          case 0 -> length;
          case 1 -> length + random.nextInt(5) - 2;
          case 2 -> length + (1L << 32);
          default -> odd();
        };
    varint(out, lie, random.nextInt(11));
    out.write(page, in.at, end - in.at);
  }

  private void unknown(ByteArrayOutputStream out) {
    long field = 17L + random.nextInt(1 << (1 + random.nextInt(28)));
    switch (random.nextInt(4)) {
      case 0 -> {
        varint(out, field << 3, 0);
        varint(out, odd(), 0);
      }
      case 1 -> {
        varint(out, field << 3 | WireReader.SHORT_FIXED, 0);
        out.writeBytes(new byte[Integer.BYTES]);
      }
      case 2 -> {
        varint(out, field << 3 | WireReader.BYTES, 0);
        byte[] deep = nested(18);
        varint(out, deep.length, 0);
        out.writeBytes(deep);
      }
      default -> {
        for (int i = 0; i < NESTED; i++) {
          varint(out, field << 3 | 3, 0);
        }
      }
    }
  }

  private static byte[] nested(long tag) {
    byte[] inner = {};
    for (int i = 0; i < NESTED; i++) {
      var out = new ByteArrayOutputStream();
      varint(out, tag, 0);
      varint(out, inner.length, 0);
      out.writeBytes(inner);
      inner = out.toByteArray();
    }
    return inner;
  }

  /// The field in the same field, again and again.
  private void wrapped(byte[] page, int start, int end, long tag, ByteArrayOutputStream out) {
    var inner = new ByteArrayOutputStream();
    inner.write(page, start, end - start);
    for (int i = 1 << random.nextInt(8); i > 0; i--) {
      byte[] content = inner.toByteArray();
      inner.reset();
      varint(inner, (tag & ~7) | WireReader.BYTES, 0);
      varint(inner, content.length, 0);
      inner.writeBytes(content);
    }
    out.writeBytes(inner.toByteArray());
  }

  private long odd() {
    return switch (random.nextInt(6)) {
      case 0 -> -1;
      case 1 -> 1L << random.nextInt(64);
      case 2 -> Integer.MAX_VALUE - 1L + random.nextInt(3);
      case 3 -> Long.MIN_VALUE;
      case 4 -> random.nextInt(20);
      default -> random.nextLong();
    };
  }

  /// @param atLeast bytes, with zeros that need not be there
  private static void varint(ByteArrayOutputStream out, long number, int atLeast) {
    long rest = number;
    int written = 1;
    while ((rest & ~0x7fL) != 0 || written < atLeast) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
      written++;
    }
    out.write((int) rest);
  }

  /// Goes on whatever comes.
  private static final class Cursor {
    private final byte[] page;
    private final int end;
    private int at;
    private int nested;
    private boolean broken;

    Cursor(byte[] page, int from, int to) {
      this.page = page;
      this.at = from;
      this.end = to;
    }

    long varint() {
      long number = 0;
      for (int shift = 0; at < end; shift += 7) {
        byte octet = page[at++];
        number |= (octet & 0x7fL) << shift;
        if (octet >= 0) {
          return number;
        }
      }
      broken = true;
      return number;
    }

    void skip(int type) {
      nested = 0;
      long wanted =
          switch (type) {
            case WireReader.VARINT -> {
              varint();
              yield 0;
            }
            case WireReader.FIXED -> Long.BYTES;
            case WireReader.BYTES -> {
              long length = varint();
              nested = at;
              yield length;
            }
            case WireReader.SHORT_FIXED -> Integer.BYTES;
            default -> Long.MAX_VALUE;
          };
      broken |= wanted < 0 || wanted > end - at;
      at = wanted < 0 || wanted > end - at ? end : at + (int) wanted;
    }
  }
}
