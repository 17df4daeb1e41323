package dev.sonde.http.tls;

import java.time.Instant;

/// A certificate in use, and until when it is valid.
///
/// @param use what it is for
/// @param where the file it was read from, or the `host:port` that showed it
/// @param subject whose it is
public record CertificateStatus(Use use, String where, String subject, Instant expires) {
  /// What a certificate is for.
  public enum Use {
    /// What a client shows.
    CLIENT,
    /// Whom a client trusts, or of whose clients a listener asks a certificate.
    CA,
    /// What a server showed at the last handshake; the first of its chain to expire.
    SERVER,
    /// What a listener here shows.
    LISTENER
  }
}
