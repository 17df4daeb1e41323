package dev.sonde.http.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// For which names a certificate is.
final class Names {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;
  private static final int MOST = 8;

  private Names() {}

  static String of(X509Certificate certificate) {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      if (all != null) {
        String names =
            all.stream()
                .filter(each -> each.getFirst().equals(DNS) || each.getFirst().equals(ADDRESS))
                .map(each -> Shown.plain(String.valueOf(each.get(1))))
                .distinct()
                .limit(MOST)
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
          return names;
        }
      }
    } catch (CertificateParsingException _) {
      return Shown.subject(certificate);
    }
    return Shown.subject(certificate);
  }
}
