package dev.sonde.shippers.http;

import dev.sonde.http.Reply;
import java.util.Map;
import java.util.Optional;

/// Answers that nginx, or Go's server, gives by itself when the connection is wrong, in the place
/// of the receiver: 400, though no batch is at fault, and a person can mend it.
///
/// # Implementation notes
///
/// A receiver may quote labels in its answer, so the words alone prove nothing: nginx's must be the
/// title of its page and Go's must be all there is.
final class Mendable {
  private static final String HTTPS = "write https in url";
  private static final String PAGE = "<html>";
  private static final Map<String, String> TITLES =
      Map.of(
          "No required SSL certificate was sent",
          "the server wants a client certificate: set tls.cert_file and tls.key_file",
          "The SSL certificate error",
          "the server does not trust the client certificate: check tls.cert_file, and whether it has"
              + " expired",
          "The plain HTTP request was sent to HTTPS port",
          HTTPS,
          "Request Header Or Cookie Too Large",
          "shorten headers");
  private static final String GO = "Client sent an HTTP request to an HTTPS server.";

  private Mendable() {}

  /// What to do about it, empty when it is not such an answer.
  static Optional<String> advice(Reply reply) {
    return switch (reply.status()) {
      case 400 -> ofText(reply.text().strip());
      case 494 -> titled("Request Header Or Cookie Too Large");
      case 495 -> titled("The SSL certificate error");
      case 496 -> titled("No required SSL certificate was sent");
      case 497 -> Optional.of(HTTPS);
      default -> Optional.empty();
    };
  }

  private static Optional<String> ofText(String text) {
    if (text.equals(GO)) {
      return Optional.of(HTTPS);
    }
    return text.startsWith(PAGE)
        ? Discretion.title(text, 400).flatMap(Mendable::titled)
        : Optional.empty();
  }

  private static Optional<String> titled(String title) {
    return Optional.ofNullable(TITLES.get(title));
  }
}
