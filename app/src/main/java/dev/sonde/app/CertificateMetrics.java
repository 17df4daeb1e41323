package dev.sonde.app;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import dev.sonde.app.Certificates.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// When certificates expire, among Sonde's own metrics:
///
/// ```
/// sonde_certificate_expiry_timestamp_seconds{use="server",where="collector:443"} 1.8e+09
/// ```
final class CertificateMetrics implements Consumer<Recorder> {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final Family EXPIRY =
      Family.gauge(
          "sonde_certificate_expiry_timestamp_seconds",
          "seconds",
          "When a certificate in use expires, in seconds since 1970: a client's own, a listener's, a"
              + " CA's, or the one a server last showed.");

  private final Certificates certificates;
  private final Map<Place, Slot> slots = new HashMap<>();

  CertificateMetrics(Certificates certificates) {
    this.certificates = certificates;
  }

  /// All of them, for the reference.
  static List<Family> families() {
    return List.of(EXPIRY);
  }

  @Override
  public void accept(Recorder out) {
    Set<Place> seen = new HashSet<>();
    certificates
        .deciding()
        .forEach(each -> {
          var place = Place.of(each);
          seen.add(place);
          Slot slot = slots.computeIfAbsent(place, key -> out.slot(EXPIRY, labels(key)));
          out.record(slot, each.expires().toEpochMilli() / MILLIS_PER_SECOND);
        });
    slots.keySet().retainAll(seen);
  }

  private static Labels labels(Place of) {
    return Labels.of("use", of.use().name().toLowerCase(Locale.ROOT), "where", of.where());
  }
}
