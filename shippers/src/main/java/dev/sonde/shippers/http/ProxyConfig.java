package dev.sonde.shippers.http;

import dev.sonde.api.Secret;
import dev.sonde.api.Settings;
import dev.sonde.http.Address;
import dev.sonde.http.Proxies;
import dev.sonde.http.Proxy;
import dev.sonde.http.Url;
import java.util.Map;
import java.util.Optional;

/// Which way a shipper goes to its receiver.
public sealed interface ProxyConfig {
  /// As `http_proxy`, `https_proxy` and `no_proxy` in the environment say.
  record Environment() implements ProxyConfig {}

  /// Straight there, whatever the environment says.
  record None() implements ProxyConfig {}

  /// By this one.
  record Given(Proxy proxy) implements ProxyConfig {}

  /// Reads a section `proxy`, also one that is absent.
  static ProxyConfig read(Settings in) {
    String url =
        in.text(
            "url",
            "",
            "http://host:port of the proxy, or `none` to go straight there. Without it http_proxy,"
                + " https_proxy and no_proxy in the environment count.");
    String username = in.text("username", "", "Who the proxy is told that asks.");
    Secret password = in.secret("password", "The password for it.").orElseGet(() -> new Secret(""));
    if (url.isEmpty() || url.equals("none")) {
      if (!username.isEmpty()) {
        in.problem("username", "has no proxy to go to; set url too, or remove it");
      }
      return url.isEmpty() ? new Environment() : new None();
    }
    return given(in, url, username, password);
  }

  /// The proxy on the way to a URL.
  ///
  /// @throws IllegalArgumentException when the environment names one that is none
  default Optional<Proxy> towards(Url url, Map<String, String> environment) {
    return switch (this) {
      case Environment _ -> Proxies.of(environment).forUrl(url);
      case None _ -> Optional.empty();
      case Given _ when url.address() instanceof Address.Unix -> Optional.empty();
      case Given(var proxy) -> Optional.of(proxy);
    };
  }

  private static ProxyConfig given(Settings in, String url, String username, Secret password) {
    try {
      Proxy proxy = Proxy.parse(url);
      if (proxy.username().isEmpty()) {
        return new Given(new Proxy(proxy.address(), username, password));
      }
      in.problem("url", "has a name in it; write username and password beside it");
    } catch (IllegalArgumentException e) {
      in.problem("url", String.valueOf(e.getMessage()));
    }
    return new None();
  }
}
