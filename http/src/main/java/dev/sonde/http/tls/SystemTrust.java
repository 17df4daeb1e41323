package dev.sonde.http.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the certificates stand that this machine trusts, in this order: `SSL_CERT_FILE`; what
/// `javax.net.ssl.trustStore` says; the bundle of the system, which is what curl uses; Java's own.
record SystemTrust(Optional<Path> named, boolean javaFirst, List<Path> bundles) {
  /// Where only a configuration says whom to trust.
  static final SystemTrust NOBODY = new SystemTrust(Optional.empty(), true, List.of());

  static SystemTrust ofThisMachine() {
    return new SystemTrust(
        Optional.ofNullable(System.getenv("SSL_CERT_FILE"))
            .filter(text -> !text.isBlank())
            .map(Path::of),
        System.getProperty("javax.net.ssl.trustStore") != null,
        List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem")));
  }

  SystemTrust {
    bundles = List.copyOf(bundles);
  }

  /// The file with them; empty for Java's own.
  Optional<Path> file() {
    if (named.isPresent() || javaFirst) {
      return named;
    }
    return bundles.stream().filter(Files::isRegularFile).findFirst();
  }
}
