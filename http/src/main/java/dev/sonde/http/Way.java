package dev.sonde.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Where a connection leads, and how: what two calls must have in common to share one.
record Way(boolean secure, Address address, Route route) {
  static Way of(Url url, Route route) {
    return new Way(url.secure(), url.address(), route);
  }

  /// The proxy on the way; none before a Unix socket.
  Optional<Proxy> proxy() {
    return address instanceof Address.Tcp ? route.proxy() : Optional.empty();
  }

  /// Where to connect to.
  Address first() {
    return proxy().<Address>map(Proxy::address).orElse(address);
  }

  /// Does a name say where to connect to, which may mean another address later?
  boolean isNamed() {
    return first() instanceof Address.Tcp(String host, int _) && !Dialer.isLiteral(host);
  }

  /// What the request line says.
  String target(Url url) {
    return isAsked() ? url.toString() : url.target();
  }

  /// What the proxy wants to hear with each request.
  Optional<Header> authorization() {
    return isAsked() ? proxy().flatMap(Way::authorization) : Optional.empty();
  }

  static Optional<Header> authorization(Proxy proxy) {
    if (proxy.username().isEmpty()) {
      return Optional.empty();
    }
    String both = proxy.username() + ":" + proxy.password().reveal();
    String encoded = Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    return Optional.of(new Header("Proxy-Authorization", "Basic " + encoded));
  }

  /// Is the proxy asked for the whole URL?
  private boolean isAsked() {
    return !secure && proxy().isPresent();
  }
}
