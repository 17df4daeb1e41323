package dev.sonde.http;

/// Where a request goes. `toString` gives a text that [#parse] reads back.
///
/// @param secure over TLS?
/// @param address what to connect to
/// @param host what the Host header says
/// @param target path and query
public record Url(boolean secure, Address address, String host, String target) {
  /// Reads `http://host[:port][/path][?query]`, the same with `https`, or
  /// `http://unix:/run/a.sock:/path` for a Unix socket. Asks no name service.
  ///
  /// @throws IllegalArgumentException with a message that says what is allowed
  public static Url parse(String text) {
    return UrlParser.parse(text);
  }

  /// Reads `ws://host[:port][/path][?query]`, the same with `wss`, or
  /// `ws://unix:/run/a.sock:/path`; what it says is then what [#parse] makes of `http` and `https`.
  ///
  /// @throws IllegalArgumentException with a message that says what is allowed
  public static Url webSocket(String text) {
    return UrlParser.webSocket(text);
  }

  /// Another page of the same server.
  Url at(String other) {
    return new Url(secure, address, host, other);
  }

  @Override
  public String toString() {
    return switch (address) {
      case Address.Tcp _ -> (secure ? "https://" : "http://") + host + target;
      case Address.Unix unix -> "http://" + unix + ":" + target;
    };
  }
}
