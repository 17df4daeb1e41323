package dev.sonde.app;

import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.http.tls.TlsProblem;
import java.util.ArrayList;
import java.util.List;

/// Whether the files that destinations name for TLS can be used, before anything is sent.
///
/// @param contexts those with which the shippers are made; none of them is in use yet
record TlsFiles(TlsContexts contexts, Surroundings surroundings) {
  /// Something that can't be used.
  ///
  /// @param shipper whose it is
  record Finding(String shipper, TlsProblem problem) {
    /// As metricsd says it when it does not start.
    String inMetricsdWords() {
      String what =
          switch (problem.use()) {
            case CLIENT, SERVER -> "failed to load TLS certificate: ";
            case CA -> "failed to read CA certificate: ";
          };
      return what + problem.words();
    }
  }

  /// Reads the files. A shipper that can't be made has no findings: its courier says why.
  List<Finding> findings(List<ShipperConfig> shippers) throws InterruptedException {
    var findings = new ArrayList<Finding>();
    for (ShipperConfig each : shippers) {
      if (each.enabled()) {
        for (TlsProblem problem : problems(each)) {
          findings.add(new Finding(each.name(), problem));
        }
      }
    }
    return findings;
  }

  private List<TlsProblem> problems(ShipperConfig of) throws InterruptedException {
    try (Shipper _ = of.make().apply(surroundings)) {
      return contexts.problems();
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception unusable) {
      return List.of();
    }
  }
}
