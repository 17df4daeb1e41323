package dev.sonde.http.tls;

/// What a listener wants of its clients' certificates.
public enum ClientAuth {
  /// It asks for none.
  NONE,
  /// It asks for one, and takes those who have none or another as clients without a name.
  REQUEST,
  /// It ends the handshake with who has none, or one that it does not trust.
  REQUIRE
}
