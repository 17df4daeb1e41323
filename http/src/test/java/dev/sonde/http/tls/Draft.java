package dev.sonde.http.tls;

import dev.sonde.api.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A configuration in the making.
record Draft(TlsConfig made) {
  static final Draft DEFAULT = new Draft(TlsConfig.DEFAULT);

  Draft trusting(Path file) {
    return new Draft(
        new TlsConfig(
            made.certFile(),
            made.keyFile(),
            made.keyPassphrase(),
            Optional.of(file.toString()),
            made.serverName(),
            made.minVersion(),
            made.maxVersion(),
            made.cipherSuites(),
            made.sessionTickets(),
            made.insecureSkipVerify()));
  }

  Draft identity(Path certificate, Path key, Optional<Secret> passphrase) {
    return new Draft(
        new TlsConfig(
            Optional.of(certificate.toString()),
            Optional.of(key.toString()),
            passphrase,
            made.caFile(),
            made.serverName(),
            made.minVersion(),
            made.maxVersion(),
            made.cipherSuites(),
            made.sessionTickets(),
            made.insecureSkipVerify()));
  }

  Draft name(String name) {
    return new Draft(
        new TlsConfig(
            made.certFile(),
            made.keyFile(),
            made.keyPassphrase(),
            made.caFile(),
            Optional.of(name),
            made.minVersion(),
            made.maxVersion(),
            made.cipherSuites(),
            made.sessionTickets(),
            made.insecureSkipVerify()));
  }

  Draft speaking(TlsVersion min, TlsVersion max, String... suites) {
    return new Draft(
        new TlsConfig(
            made.certFile(),
            made.keyFile(),
            made.keyPassphrase(),
            made.caFile(),
            made.serverName(),
            min,
            max,
            List.of(suites),
            made.sessionTickets(),
            made.insecureSkipVerify()));
  }

  Draft flags(boolean tickets, boolean insecure) {
    return new Draft(
        new TlsConfig(
            made.certFile(),
            made.keyFile(),
            made.keyPassphrase(),
            made.caFile(),
            made.serverName(),
            made.minVersion(),
            made.maxVersion(),
            made.cipherSuites(),
            tickets,
            insecure));
  }
}
