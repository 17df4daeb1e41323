package dev.sonde.app;

import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.http.tls.ServerTls;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.http.tls.TlsProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether the files that are named for TLS can be used, before anything is sent.
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
            case CLIENT, SERVER, LISTENER -> "failed to load TLS certificate: ";
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

  /// Reads the files of the listeners.
  Optional<String> unusable(ServerConfig server) throws InterruptedException {
    if (server.tls().isEmpty()) {
      return Optional.empty();
    }
    try (ServerTls tls = contexts.server(server.tls().get())) {
      return tls.problem().map(TlsFiles::words);
    }
  }

  /// As a mistake of the configuration.
  static String words(TlsProblem of) {
    return "server.tls: " + of.words();
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
