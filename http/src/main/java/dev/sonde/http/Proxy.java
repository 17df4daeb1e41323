package dev.sonde.http;

import dev.sonde.api.Secret;
import java.util.List;

/// An HTTP proxy between here and the server: asked by `CONNECT` for https, for the whole URL for
/// http. `toString` gives host and port alone.
///
/// @param username empty for none
/// @param headers more that it gets with `CONNECT`
public record Proxy(Address.Tcp address, String username, Secret password, List<Header> headers) {
  public Proxy {
    headers = List.copyOf(headers);
  }

  /// One without more headers.
  public Proxy(Address.Tcp address, String username, Secret password) {
    this(address, username, password, List.of());
  }

  /// The same with these headers.
  public Proxy with(List<Header> more) {
    return new Proxy(address, username, password, more);
  }

  /// Reads `http://[name:password@]host[:port]` or `host[:port]`; port 80 unless it says another.
  /// Name and password may have `%XX`.
  ///
  /// @throws IllegalArgumentException with a message that says what is allowed, without secrets
  public static Proxy parse(String text) {
    return ProxyParser.parse(text);
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
