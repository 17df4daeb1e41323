package dev.sonde.http.tls;

import dev.sonde.api.Blocking;
import dev.sonde.api.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.LoggerFactory;

/// The one place that makes TLS of configurations. Touches no file and loads nothing of TLS before
/// the first connection. Safe for all threads.
public final class TlsContexts {
  private final SystemTrust system;
  private final Time time;
  private final Blocking blocking;
  private final List<Tls> open = new ArrayList<>();

  /// Trusts what this machine trusts, where a configuration names nobody.
  ///
  /// @param blocking where files are read
  public TlsContexts(Time time, Blocking blocking) {
    this(SystemTrust.ofThisMachine(), time, blocking);
  }

  TlsContexts(SystemTrust system, Time time, Blocking blocking) {
    this.system = system;
    this.time = time;
    this.blocking = blocking;
  }

  /// TLS for a client; closed by whoever asked for it. A configuration that names versions or
  /// suites which Java has switched off has to come here before the first connection of any other.
  public Tls client(TlsConfig config) {
    Set<String> old = OldAlgorithms.named(config);
    var made = new Tls(config, system, time, blocking, this::closed);
    synchronized (open) {
      if (!old.isEmpty()) {
        OldAlgorithms.allow(old);
        LoggerFactory.getLogger("sonde.tls")
            .warn("TLS: old and weak, used because a configuration names it: {}", old);
      }
      open.add(made);
    }
    return made;
  }

  /// The certificates of all that are not closed.
  public List<CertificateStatus> certificates() {
    List<Tls> all;
    synchronized (open) {
      all = List.copyOf(open);
    }
    return all.stream().flatMap(each -> each.certificates().stream()).distinct().toList();
  }

  private void closed(Tls one) {
    synchronized (open) {
      open.remove(one);
    }
  }
}
