package dev.sonde.http.tls;

import dev.sonde.http.tls.CertificateStatus.Use;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/// Certificates in words. What a peer sent is cut to a length and freed of control characters.
final class Shown {
  private static final int LONGEST = 200;

  private Shown() {}

  static String name(X500Principal name) {
    String text = plain(name.getName());
    return text.isEmpty() ? "(no subject)" : text;
  }

  static String subject(X509Certificate certificate) {
    return name(certificate.getSubjectX500Principal());
  }

  static String issuer(X509Certificate certificate) {
    return name(certificate.getIssuerX500Principal());
  }

  static String files(TlsFiles files) {
    return Stream.of(files.certificate(), files.key(), files.trust())
        .flatMap(Optional::stream)
        .map(Path::toString)
        .collect(Collectors.joining(", "));
  }

  static String plain(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return cut.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "?");
  }

  static CertificateStatus status(Use use, String where, X509Certificate certificate) {
    return new CertificateStatus(
        use, where, subject(certificate), certificate.getNotAfter().toInstant());
  }

  /// The one that ends first.
  static X509Certificate first(List<X509Certificate> chain) {
    return chain.stream().min(Comparator.comparing(X509Certificate::getNotAfter)).orElseThrow();
  }
}
