package dev.sonde.collectors.access;

import dev.sonde.http.tls.TlsConfig;
import java.util.List;
import java.util.Map;

/// Who is told that asks.
public sealed interface Authentication {
  /// Nobody.
  record None() implements Authentication {}

  /// A name and a password, as `Authorization: Basic …`.
  record Basic(Credential username, Credential password) implements Authentication {}

  /// Credentials of some type, as `Authorization: TYPE …`.
  ///
  /// @param type mostly `Bearer`
  record Token(String type, Credential credentials) implements Authentication {}

  /// A token that a server gives for an id and a secret (RFC 6749, 4.4), as `Authorization: Bearer
  /// …`.
  ///
  /// @param parameters more of the form that is sent to the server
  /// @param tls to the server
  /// @param proxy on the way to the server
  record OAuth2(
      String clientId,
      Credential clientSecret,
      List<String> scopes,
      String tokenUrl,
      Map<String, String> parameters,
      TlsConfig tls,
      ProxyAccess proxy)
      implements Authentication {
    public OAuth2 {
      scopes = List.copyOf(scopes);
      parameters = Map.copyOf(parameters);
    }

    /// Without the parameters, which may be secrets.
    @Override
    public String toString() {
      return "OAuth2[" + clientId + "]";
    }
  }
}
