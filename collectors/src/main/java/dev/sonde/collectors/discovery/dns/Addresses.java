package dev.sonde.collectors.discovery.dns;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// IP addresses as people write them.
final class Addresses {
  static final int VERSION_4 = 4;
  static final int VERSION_6 = 16;

  private static final int GROUPS = 8;

  private record Zeros(int from, int count) {}

  private Addresses() {}

  static String version4(byte[] address) {
    return dotted(address, 0);
  }

  /// As RFC 5952 wants it: the longest run of zeros left out. One that stands for a version 4
  /// address is written as that.
  static String version6(byte[] address) {
    if (zeros(address, 0).count == 5 && group(address, 5) == 0xffff) {
      return dotted(address, VERSION_6 - VERSION_4);
    }
    Zeros longest = zeros(address, 0);
    for (int from = 1; from < GROUPS; from++) {
      Zeros zeros = zeros(address, from);
      longest = zeros.count > longest.count ? zeros : longest;
    }
    return longest.count < 2
        ? groups(address, 0, GROUPS)
        : groups(address, 0, longest.from)
            + "::"
            + groups(address, longest.from + longest.count, GROUPS);
  }

  /// An address or name with a port.
  static String withPort(String host, int port) {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  private static Zeros zeros(byte[] address, int from) {
    int to = from;
    while (to < GROUPS && group(address, to) == 0) {
      to++;
    }
    return new Zeros(from, to - from);
  }

  private static String groups(byte[] address, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(group -> Integer.toHexString(group(address, group)))
        .collect(Collectors.joining(":"));
  }

  private static int group(byte[] address, int group) {
    return (address[2 * group] & 0xff) << 8 | (address[2 * group + 1] & 0xff);
  }

  private static String dotted(byte[] address, int from) {
    return IntStream.range(from, from + VERSION_4)
        .mapToObj(at -> Integer.toString(address[at] & 0xff))
        .collect(Collectors.joining("."));
  }
}
