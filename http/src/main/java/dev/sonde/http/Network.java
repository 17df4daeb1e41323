package dev.sonde.http;

import java.net.InetAddress;

/// Addresses that begin with the same bits.
///
/// @param begin one of them
/// @param bits how many bits all have in common with it
public record Network(InetAddress begin, int bits) {
  private static final int LONGEST = 64;

  /// @throws IllegalArgumentException for more bits than the address has
  public Network {
    if (bits < 0 || bits > 8 * begin.getAddress().length) {
      throw new IllegalArgumentException("has more bits than its address");
    }
  }

  /// Reads `10.0.0.0/8`, `fd00::/8`, or a single address. Asks no name service.
  ///
  /// @throws IllegalArgumentException with a message that reads on after the text
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress begin = address(slash < 0 ? text : text.substring(0, slash));
    int all = 8 * begin.getAddress().length;
    int bits = slash < 0 ? all : bits(text.substring(slash + 1));
    if (bits > all) {
      throw new IllegalArgumentException("has more than " + all + " bits after the slash");
    }
    return new Network(begin, bits);
  }

  /// Is this one of them? An IPv4 address is never in a network of IPv6.
  public boolean has(InetAddress address) {
    byte[] own = begin.getAddress();
    byte[] other = address.getAddress();
    boolean same = own.length == other.length;
    for (int i = 0; same && i < bits; i++) {
      int mask = 0x80 >> (i & 7);
      same = (own[i >> 3] & mask) == (other[i >> 3] & mask);
    }
    return same;
  }

  /// `10.0.0.0/8`
  @Override
  public String toString() {
    return begin.getHostAddress() + "/" + bits;
  }

  private static InetAddress address(String text) {
    if (text.length() > LONGEST || !isNumber(text)) {
      throw unreadable();
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      throw unreadable();
    }
  }

  /// Java takes numbers of less than four parts, and zones, for addresses, too.
  private static boolean isNumber(String text) {
    return text.indexOf(':') >= 0
        ? text.indexOf('%') < 0
        : Bytes.all(text, c -> c == '.' || Bytes.isDigit(c))
            && text.chars().filter(c -> c == '.').count() == 3;
  }

  private static int bits(String text) {
    if (text.isEmpty() || text.length() > 3 || !Bytes.all(text, Bytes::isDigit)) {
      throw unreadable();
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "is not a network; write one as 10.0.0.0/8, fd00::/8 or 192.0.2.7");
  }
}
