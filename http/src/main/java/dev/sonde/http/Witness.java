package dev.sonde.http;

import java.net.InetAddress;
import java.util.List;
import javax.net.ssl.SSLSession;

/// Sees how a connection comes about, step by step.
interface Witness {
  /// One that looks away.
  Witness NOBODY = new Witness() {};

  /// A host has these addresses.
  default void found(String host, List<InetAddress> addresses) {}

  /// There is a connection.
  default void connected(Wire wire) {}

  /// The proxy has opened the way.
  default void tunnelled() {}

  /// The TLS handshake has ended well.
  default void shaken(SSLSession session) {}
}
