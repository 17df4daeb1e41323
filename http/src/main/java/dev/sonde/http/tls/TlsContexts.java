package dev.sonde.http.tls;

import dev.sonde.api.Blocking;
import dev.sonde.api.Time;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place that makes TLS of configurations. Touches no file and loads nothing of TLS before
/// the first connection. Safe for all threads.
public final class TlsContexts {
  private final SystemTrust system;
  private final Time time;
  private final Blocking blocking;
  private final Logger log;
  private final List<Tls> open = new ArrayList<>();
  private final Set<String> expected = new LinkedHashSet<>();
  private final Set<String> allowed = new HashSet<>();

  /// Trusts what this machine trusts, where a configuration names nobody.
  ///
  /// @param blocking where files are read
  public TlsContexts(Time time, Blocking blocking) {
    this(SystemTrust.ofThisMachine(), time, blocking, LoggerFactory.getLogger("sonde.tls"));
  }

  TlsContexts(SystemTrust system, Time time, Blocking blocking, Logger log) {
    this.system = system;
    this.time = time;
    this.blocking = blocking;
    this.log = log;
  }

  /// A configuration that was read, for which a client may be asked. What it names and Java has
  /// switched off is switched on with the first client of any configuration: after the first
  /// connection it is too late, and clients are made in no order.
  public void expect(TlsConfig config) {
    synchronized (open) {
      expected.addAll(OldAlgorithms.named(config));
    }
  }

  /// TLS for a client; closed by whoever asked for it.
  public Tls client(TlsConfig config) {
    var made = new Tls(config, system, time, blocking, log, this::closed);
    synchronized (open) {
      expect(config);
      expected.removeAll(allowed);
      if (!expected.isEmpty()) {
        OldAlgorithms.allow(expected);
        log.warn(
            "TLS: old and weak, used because a configuration names it: {}",
            String.join(", ", expected));
        allowed.addAll(expected);
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

  /// Reads the files of all that are not closed, and says which can't be used.
  public List<TlsProblem> problems() throws InterruptedException {
    List<Tls> all;
    synchronized (open) {
      all = List.copyOf(open);
    }
    var problems = new ArrayList<TlsProblem>();
    for (Tls each : all) {
      each.problem().ifPresent(problems::add);
    }
    return problems;
  }

  private void closed(Tls one) {
    synchronized (open) {
      open.remove(one);
    }
  }
}
