package dev.sonde.http.tls;

import java.util.Optional;

/// What stands between `-----BEGIN …-----` and `-----END …-----`.
final class PemBlock {
  private final String label;
  private final Optional<String> encryption;
  private final byte[] bytes;
  private final int line;

  /// @param encryption what `DEK-Info` says
  /// @param line where it begins, from 1
  PemBlock(String label, Optional<String> encryption, byte[] bytes, int line) {
    this.label = label;
    this.encryption = encryption;
    this.bytes = bytes;
    this.line = line;
  }

  String label() {
    return label;
  }

  Optional<String> encryption() {
    return encryption;
  }

  byte[] bytes() {
    return bytes;
  }

  int line() {
    return line;
  }

  boolean isCertificate() {
    return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
  }

  boolean isKey() {
    return label.endsWith("PRIVATE KEY");
  }

  /// What it is, with its article.
  String named() {
    return switch (label) {
      case "CERTIFICATE", "X509 CERTIFICATE" -> "a certificate";
      case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" -> "a request for a certificate";
      case "PUBLIC KEY", "RSA PUBLIC KEY" -> "a public key";
      case "TRUSTED CERTIFICATE" -> "a certificate in OpenSSL's own form";
      default -> isKey() ? "a private key" : "\"" + label + "\"";
    };
  }
}
