package dev.sonde.shippers.http;

import dev.sonde.http.Reply;
import java.util.Optional;

/// Knows the 400 of a server that ends TLS in front of the receiver: it tells of the connection,
/// and no batch would fare better.
final class Doorkeeper {
  private Doorkeeper() {}

  /// What to mend; empty when the answer is about the batch.
  static Optional<String> advice(Reply reply) {
    return reply.status() == 400 ? advice(reply.text()) : Optional.empty();
  }

  private static Optional<String> advice(String said) {
    if (said.contains("plain HTTP request was sent to HTTPS port")
        || said.contains("Client sent an HTTP request to an HTTPS server")
        || said.contains("speaking plain HTTP to an SSL-enabled server port")) {
      return Optional.of("it speaks TLS at this port: write https:// in url");
    }
    if (said.contains("No required SSL certificate was sent")) {
      return Optional.of("it wants a certificate of Sonde's: set cert_file and key_file in tls");
    }
    if (said.contains("The SSL certificate error")) {
      return Optional.of(
          "it does not accept Sonde's certificate: expired, or of a CA it does not know; its log"
              + " says which");
    }
    return Optional.empty();
  }
}
