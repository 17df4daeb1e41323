package dev.sonde.http.tls;

import java.net.InetAddress;
import javax.net.ssl.SSLEngine;

/// Whom a connection is for: the name that the server's certificate has to show, and the port.
record Peer(String name, int port) {
  static Peer of(SSLEngine engine) {
    return new Peer(String.valueOf(engine.getPeerHost()), engine.getPeerPort());
  }

  /// Without brackets, a zone, or the dot of the root.
  static String plain(String host) {
    String bare = host.startsWith("[") && host.endsWith("]") ? inner(host) : host;
    int zone = bare.indexOf('%');
    String name = zone < 0 ? bare : bare.substring(0, zone);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /// Could a server be called so? Java has the last word on names.
  static boolean isHost(String host) {
    String plain = plain(host);
    return new Peer(plain, 0).isAddress()
        ? isLiteral(plain)
        : plain.chars().noneMatch(c -> c <= ' ' || "/\\@?#*".indexOf(c) >= 0);
  }

  /// An address: it is never sent as a name.
  boolean isAddress() {
    return name.indexOf(':') >= 0 || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  @Override
  public String toString() {
    return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
  }

  private static boolean isLiteral(String text) {
    try {
      return !text.isEmpty() && InetAddress.ofLiteral(text).getHostAddress().length() > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String inner(String text) {
    return text.substring(1, text.length() - 1);
  }
}
