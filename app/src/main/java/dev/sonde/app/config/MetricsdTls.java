package dev.sonde.app.config;

import dev.sonde.engine.config.Nearest;
import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Origin;
import dev.sonde.engine.config.Problems;
import dev.sonde.http.tls.TlsConfig;
import dev.sonde.http.tls.TlsVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads and checks metricsd's TLS block: the keys of its README, which its program ignored.
final class MetricsdTls {
  /// Its keys, which are ours too.
  static final List<String> KEYS =
      List.of(
          "enabled",
          "cert_file",
          "key_file",
          "ca_file",
          "server_name",
          "min_version",
          "max_version",
          "cipher_suites",
          "session_tickets",
          "insecure_skip_verify");

  private static final List<String> VERSIONS =
      Stream.of(TlsVersion.values()).map(TlsVersion::shown).toList();
  private static final List<String> SUITES = TlsConfig.knownCipherSuites();

  private final Fields fields;
  private final Problems problems;

  MetricsdTls(Fields fields, Problems problems) {
    this.fields = fields;
    this.problems = problems;
  }

  /// What is set, checked when it is enabled.
  Optional<MetricsdShipper.Tls> read() {
    boolean enabled = fields.flag("enabled").orElse(false);
    MetricsdShipper.Tls tls =
        new MetricsdShipper.Tls(
            fields.filled("cert_file"),
            fields.filled("key_file"),
            fields.filled("ca_file"),
            fields.flag("insecure_skip_verify").orElse(false),
            fields.filled("server_name"),
            fields.filled("min_version").orElse("TLS1.2"),
            fields.filled("max_version").orElse("TLS1.3"),
            fields.texts("cipher_suites"),
            fields.flag("session_tickets").orElse(true));
    fields.warnUnknown();
    if (enabled) {
      check(tls);
    }
    return enabled ? Optional.of(tls) : Optional.empty();
  }

  private void check(MetricsdShipper.Tls tls) {
    if (tls.certFile().isPresent() != tls.keyFile().isPresent()) {
      invalid(fields.origin(), "TLS cert and key files are required when TLS is enabled");
    }
    version("min_version", tls.minVersion());
    version("max_version", tls.maxVersion());
    int min = VERSIONS.indexOf(tls.minVersion());
    int max = VERSIONS.indexOf(tls.maxVersion());
    if (min >= 0 && max >= 0 && min > max) {
      invalid(fields.origin("min_version"), "TLS min_version is above max_version");
    }
    for (Node suite : fields.list("cipher_suites")) {
      if (suite instanceof Node.Scalar name && !SUITES.contains(name.text())) {
        invalid(name.origin(), unknown(name.text()));
      }
    }
  }

  private void version(String key, String version) {
    if (!VERSIONS.contains(version)) {
      invalid(
          fields.origin(key),
          "invalid TLS " + key + ": " + version + " (must be " + String.join(", ", VERSIONS) + ")");
    }
  }

  private static String unknown(String suite) {
    String near = Nearest.of(suite, SUITES).map(name -> "did you mean " + name + "? ").orElse("");
    return "unknown TLS cipher suite: "
        + suite
        + " ("
        + near
        + "known: "
        + String.join(", ", SUITES)
        + ")";
  }

  private void invalid(Origin origin, String message) {
    problems.add(origin, "invalid configuration: " + message);
  }
}
