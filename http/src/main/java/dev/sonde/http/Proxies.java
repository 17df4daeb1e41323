package dev.sonde.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which proxy leads to which URL. Immutable.
///
/// @param http for http URLs
/// @param https for https URLs
/// @param except URLs for which there is none
public record Proxies(Optional<Proxy> http, Optional<Proxy> https, ProxyExceptions except) {
  /// Straight to everywhere.
  public static final Proxies NONE =
      new Proxies(Optional.empty(), Optional.empty(), ProxyExceptions.LOOPBACK);

  /// Reads `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`, in small letters first, then in
  /// capitals. `HTTP_PROXY` does not count where `REQUEST_METHOD` is set: a web server that starts
  /// CGI programs makes it of a header that anyone may send.
  ///
  /// @throws IllegalArgumentException naming the variable that is wrong, without secrets
  public static Proxies of(Map<String, String> environment) {
    boolean cgi = !environment.getOrDefault("REQUEST_METHOD", "").isEmpty();
    return new Proxies(
        first(environment, "http_proxy", cgi ? "" : "HTTP_PROXY", "all_proxy", "ALL_PROXY"),
        first(environment, "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"),
        exceptions(environment));
  }

  /// The proxy for this URL; empty to go there directly, as to this machine and to Unix sockets.
  public Optional<Proxy> forUrl(Url url) {
    return switch (url.address()) {
      case Address.Unix _ -> Optional.empty();
      case Address.Tcp tcp when except.has(tcp) -> Optional.empty();
      case Address.Tcp _ -> url.secure() ? https : http;
    };
  }

  private static Optional<Proxy> first(Map<String, String> environment, String... names) {
    for (String name : names) {
      String text = environment.getOrDefault(name, "").strip();
      if (!text.isEmpty()) {
        return Optional.of(parse(name, text));
      }
    }
    return Optional.empty();
  }

  private static Proxy parse(String name, String text) {
    try {
      return Proxy.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the environment's %s %s", name, e.getMessage()), e);
    }
  }

  private static ProxyExceptions exceptions(Map<String, String> environment) {
    String lower = environment.getOrDefault("no_proxy", "");
    return ProxyExceptions.parse(
        lower.isBlank() ? environment.getOrDefault("NO_PROXY", "") : lower);
  }
}
