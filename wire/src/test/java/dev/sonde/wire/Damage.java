package dev.sonde.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Spoils pages as networks, broken programs and people with bad intentions do.
public final class Damage {
  private static final int MOST_REPEATED = 1 << 13;

  private final Random random;
  private final List<String> tokens;

  /// @param tokens that mean something in the format
  public Damage(Random random, List<String> tokens) {
    this.random = random;
    this.tokens = tokens;
  }

  /// A page with up to four things done to it.
  public byte[] spoil(byte[] page) {
    byte[] spoilt = page.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      spoilt = once(spoilt);
    }
    return spoilt;
  }

  private byte[] once(byte[] page) {
    int at = random.nextInt(page.length + 1);
    int to = Math.min(page.length, at + random.nextInt(random.nextInt(8) == 0 ? 400 : 12));
    byte[] range = Arrays.copyOfRange(page, at, to);
    return switch (random.nextInt(10)) {
      case 0 -> Arrays.copyOf(page, at);
      case 1 -> joined(page, at, new byte[0], to);
      case 2 -> joined(page, at, bytes(random.nextInt(9)), at);
      case 3 -> joined(page, at, bytes(to - at), to);
      case 4 -> joined(page, random.nextInt(page.length + 1), range);
      case 5 -> joined(page, at, repeated(range), to);
      case 6 -> joined(page, at, token(), to);
      case 7 -> joined(page, at, token(), at);
      default -> flipped(page, at);
    };
  }

  private byte[] flipped(byte[] page, int at) {
    if (at < page.length) {
      page[at] ^= (byte) (1 << random.nextInt(8));
    }
    return page;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] token() {
    return tokens.get(random.nextInt(tokens.size())).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] repeated(byte[] range) {
    int times = random.nextInt(16) == 0 ? MOST_REPEATED / (range.length + 1) : 2;
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      out.writeBytes(range);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[] page, int at, byte[] between) {
    return joined(page, at, between, at);
  }

  private static byte[] joined(byte[] page, int at, byte[] between, int to) {
    var out = new ByteArrayOutputStream();
    out.write(page, 0, at);
    out.writeBytes(between);
    out.write(page, to, page.length - to);
    return out.toByteArray();
  }
}
