package dev.sonde.http.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads certificates from PEM.
final class Certificates {
  private Certificates() {}

  /// All of them, in their order; each has to be whole.
  static List<X509Certificate> read(byte[] content) throws Unusable {
    List<PemBlock> blocks = PemReader.read(content);
    var found = new ArrayList<X509Certificate>();
    for (PemBlock each : blocks) {
      if (each.isCertificate()) {
        found.add(parse(each));
      }
    }
    if (found.isEmpty()) {
      throw new Unusable("is " + blocks.getFirst().named() + ", not a certificate");
    }
    return found;
  }

  /// Those that Java can read: one odd root must not switch off all the others.
  static List<X509Certificate> readable(byte[] content) throws Unusable {
    var found = new ArrayList<X509Certificate>();
    for (PemBlock each : PemReader.read(content)) {
      if (each.isCertificate()) {
        whole(each).ifPresent(found::add);
      }
    }
    if (found.isEmpty()) {
      throw new Unusable("holds no certificate");
    }
    return found;
  }

  private static Optional<X509Certificate> whole(PemBlock block) {
    try {
      return Optional.of(parse(block));
    } catch (Unusable _) {
      return Optional.empty();
    }
  }

  private static X509Certificate parse(PemBlock block) throws Unusable {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      var in = new ByteArrayInputStream(block.bytes());
      if (factory.generateCertificate(in) instanceof X509Certificate certificate) {
        return certificate;
      }
    } catch (CertificateException | RuntimeException e) {
      throw damaged(block, e);
    }
    throw damaged(block, new CertificateException("not X.509"));
  }

  private static Unusable damaged(PemBlock block, Exception why) {
    return new Unusable(
        "line " + block.line() + ": the certificate that begins here is damaged", why);
  }
}
