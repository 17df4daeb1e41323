package dev.sonde.http.tls;

import dev.sonde.api.Blocking;
import dev.sonde.api.Time;
import java.util.List;

/// The one place that makes TLS of configurations. Touches no file and loads nothing of TLS before
/// the first connection. Safe for all threads.
public final class TlsContexts {
  private final Time time;
  private final Blocking blocking;

  /// @param blocking where files are read
  public TlsContexts(Time time, Blocking blocking) {
    this.time = time;
    this.blocking = blocking;
  }

  /// TLS for a client; closed by whoever asked for it.
  @SuppressWarnings("DoNotCallSuggester")
  public Tls client(TlsConfig config) {
    throw new UnsupportedOperationException(time + " " + blocking + config);
  }

  /// The certificates of all that are not closed.
  public List<CertificateStatus> certificates() {
    return List.of();
  }
}
