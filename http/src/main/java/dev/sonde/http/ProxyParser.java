package dev.sonde.http;

import dev.sonde.api.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

final class ProxyParser {
  private static final String SCHEME = "http://";

  private ProxyParser() {}

  static Proxy parse(String text) {
    String rest = withoutScheme(text.strip());
    int slash = rest.indexOf('/');
    if (slash >= 0 && slash < rest.length() - 1) {
      throw refused("it has a path");
    }
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    int at = authority.lastIndexOf('@');
    String user = at < 0 ? "" : authority.substring(0, at);
    int colon = user.indexOf(':');
    return new Proxy(
        address(authority.substring(at + 1)),
        decode(colon < 0 ? user : user.substring(0, colon)),
        new Secret(colon < 0 ? "" : decode(user.substring(colon + 1))));
  }

  private static String withoutScheme(String text) {
    int end = text.indexOf("://");
    if (end < 0) {
      return text;
    }
    if (!text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw refused("only http:// is spoken with proxies");
    }
    return text.substring(end + 3);
  }

  private static Address.Tcp address(String text) {
    try {
      Url url = Url.parse(SCHEME + text);
      if (url.address() instanceof Address.Tcp tcp && url.target().equals("/")) {
        return tcp;
      }
    } catch (IllegalArgumentException _) {
      throw refused("the host or the port is wrong");
    }
    throw refused("the host is missing");
  }

  private static String decode(String text) {
    try {
      String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      if (Bytes.all(decoded, c -> c >= ' ' && c != 0x7f)) {
        return decoded;
      }
    } catch (IllegalArgumentException _) {
      throw refused("name or password have a % that is not %XX");
    }
    throw refused("name or password have characters that can't be sent");
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(
        "is not a proxy: " + why + "; allowed is http://[name:password@]host[:port]");
  }
}
