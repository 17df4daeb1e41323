package dev.sonde.http;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

final class AddressParser {
  static final String UNIX = "unix:";
  private static final int LONGEST_UNIX_PATH = 107;

  private AddressParser() {}

  static Address parse(String text) {
    return text.startsWith(UNIX) ? unix(text) : tcp(text);
  }

  private static Address unix(String text) {
    String path = text.substring(UNIX.length());
    if (path.isEmpty() || path.length() > LONGEST_UNIX_PATH) {
      throw refused("a Unix socket path has 1 to " + LONGEST_UNIX_PATH + " characters");
    }
    try {
      return new Address.Unix(Path.of(path));
    } catch (InvalidPathException _) {
      throw refused("that is not a path");
    }
  }

  private static Address tcp(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw refused("the port is missing");
    }
    return new Address.Tcp(host(text.substring(0, colon)), port(text, colon + 1));
  }

  private static String host(String host) {
    if (host.startsWith("[") && host.endsWith("]")) {
      return sixth(host.substring(1, host.length() - 1));
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (!Bytes.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
        throw refused(c == ':' ? "an IPv6 address stands in brackets" : "the host is not a name");
      }
    }
    return host;
  }

  private static String sixth(String host) {
    if (host.indexOf(':') < 0 || !Bytes.all(host, c -> Bytes.hex(c) >= 0 || c == ':' || c == '.')) {
      throw refused("what stands in brackets is not an IPv6 address");
    }
    return host;
  }

  private static int port(String text, int from) {
    int port = 0;
    for (int i = from; i < text.length() && port <= 65535; i++) {
      int digit = text.charAt(i) - '0';
      port = digit < 0 || digit > 9 ? Integer.MAX_VALUE : port * 10 + digit;
    }
    if (from == text.length() || port > 65535) {
      throw refused("the port is not a number from 0 to 65535");
    }
    return port;
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "is not an address to listen on: "
            + why
            + "; allowed are host:port, [IPv6]:port, :port for all interfaces, and unix:/path");
  }
}
