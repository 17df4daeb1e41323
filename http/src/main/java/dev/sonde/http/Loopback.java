package dev.sonde.http;

import java.util.List;

/// Which names mean this machine, without asking a name service.
final class Loopback {
  private static final List<String> FORWARDING = List.of("forwarded", "via", "x-real-ip");

  private Loopback() {}

  static boolean names(String host) {
    return host.equalsIgnoreCase("localhost") || host.equals("::1") || isLoopbackNumber(host);
  }

  /// The same for a Host header, which may carry a port.
  static boolean authority(String authority) {
    if (authority.startsWith("[")) {
      return authority.equals("[::1]") || authority.startsWith("[::1]:");
    }
    int colon = authority.indexOf(':');
    return names(colon < 0 ? authority : authority.substring(0, colon));
  }

  static boolean forwards(String headerName) {
    return headerName.regionMatches(true, 0, "x-forwarded-", 0, 12)
        || FORWARDING.stream().anyMatch(headerName::equalsIgnoreCase);
  }

  private static boolean isLoopbackNumber(String host) {
    if (!host.startsWith("127.") || !Bytes.all(host, c -> c == '.' || Bytes.isDigit(c))) {
      return false;
    }
    return host.chars().filter(c -> c == '.').count() == 3 && !host.endsWith(".");
  }
}
