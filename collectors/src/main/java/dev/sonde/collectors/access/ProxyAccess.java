package dev.sonde.collectors.access;

import dev.sonde.http.Address;
import dev.sonde.http.Header;
import dev.sonde.http.Proxies;
import dev.sonde.http.Proxy;
import dev.sonde.http.ProxyExceptions;
import dev.sonde.http.Url;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which way requests go.
public sealed interface ProxyAccess {
  /// Straight there, whatever the environment says.
  record Direct() implements ProxyAccess {}

  /// As `http_proxy`, `https_proxy` and `no_proxy` in the environment say.
  ///
  /// @param headers for the proxy, with `CONNECT`
  record Environment(List<Header> headers) implements ProxyAccess {
    public Environment {
      headers = List.copyOf(headers);
    }
  }

  /// By this one.
  ///
  /// @param except hosts that are reached without it
  record Given(Proxy proxy, ProxyExceptions except) implements ProxyAccess {}

  /// The proxy on the way to a URL.
  ///
  /// @throws IllegalArgumentException when the environment names one that is none
  default Optional<Proxy> towards(Url url, Map<String, String> environment) {
    return switch (this) {
      case Direct _ -> Optional.empty();
      case Environment(var headers) ->
          Proxies.of(environment).forUrl(url).map(each -> each.with(headers));
      case Given(var proxy, var except) ->
          url.address() instanceof Address.Tcp tcp && !except.has(tcp)
              ? Optional.of(proxy)
              : Optional.empty();
    };
  }
}
