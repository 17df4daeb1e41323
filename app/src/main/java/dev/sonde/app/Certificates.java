package dev.sonde.app;

import dev.sonde.http.tls.CertificateStatus;
import dev.sonde.http.tls.CertificateStatus.Use;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/// The certificates in use, one for each place: the one that decides how long the place will do.
///
/// A chain ends with its first certificate. A file of CAs goes on as long as its last: an old one
/// stands beside the new one on purpose.
record Certificates(Supplier<List<CertificateStatus>> all) {
  /// What is at a place.
  record Place(Use use, String where) {
    static Place of(CertificateStatus status) {
      return new Place(status.use(), status.where());
    }
  }

  Collection<CertificateStatus> deciding() {
    Map<Place, CertificateStatus> deciding = new LinkedHashMap<>();
    for (CertificateStatus each : all.get()) {
      deciding.merge(Place.of(each), each, choice(each.use()));
    }
    return deciding.values();
  }

  private static BinaryOperator<CertificateStatus> choice(Use use) {
    return switch (use) {
      case CLIENT, SERVER, LISTENER -> (a, b) -> a.expires().isAfter(b.expires()) ? b : a;
      case CA -> (a, b) -> a.expires().isBefore(b.expires()) ? b : a;
    };
  }
}
