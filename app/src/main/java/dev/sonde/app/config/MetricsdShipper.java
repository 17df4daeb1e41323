package dev.sonde.app.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where metricsd's configuration sends to, checked.
///
/// @param type `prometheus_remote_write` or `http_json`
/// @param endpoint the address, as written
/// @param timeout for one request
/// @param tls empty when it is not enabled
public record MetricsdShipper(String type, String endpoint, Duration timeout, Optional<Tls> tls) {
  /// metricsd's TLS block.
  ///
  /// @param minVersion `TLS1.0` to `TLS1.3`
  /// @param maxVersion `TLS1.0` to `TLS1.3`, not below `minVersion`
  /// @param cipherSuites empty for the defaults
  public record Tls(
      Optional<String> certFile,
      Optional<String> keyFile,
      Optional<String> caFile,
      boolean insecureSkipVerify,
      Optional<String> serverName,
      String minVersion,
      String maxVersion,
      List<String> cipherSuites,
      boolean sessionTickets) {
    public Tls {
      cipherSuites = List.copyOf(cipherSuites);
    }

    /// The files it names, for a check whether they are there.
    public List<String> files() {
      return Stream.of(certFile, keyFile, caFile).flatMap(Optional::stream).toList();
    }
  }
}
