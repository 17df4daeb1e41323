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
import org.slf4j.helpers.NOPLogger;

/// The one place that makes TLS of configurations. Touches no file and loads nothing of TLS before
/// the first connection. Safe for all threads.
public final class TlsContexts {
  private final SystemTrust system;
  private final Time time;
  private final Blocking blocking;
  private final Logger log;
  private final List<Tls> open = new ArrayList<>();
  private final List<ServerTls> serving = new ArrayList<>();
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

  /// TLS for asking a listener of this very machine, whatever it shows: on the way there is nobody
  /// who could read it. Closed by whoever asked for it.
  public Tls here() {
    return here(TlsConfig.BLIND);
  }

  /// The same for one that wants to see a certificate.
  ///
  /// @param cert and those between it and its CA (PEM)
  /// @param key for it (PEM)
  public Tls here(String cert, String key) {
    return here(TlsConfig.BLIND.showing(cert, key));
  }

  private Tls here(TlsConfig config) {
    return new Tls(config, SystemTrust.NOBODY, time, blocking, NOPLogger.NOP_LOGGER, this::closed);
  }

  /// TLS for a listener; closed by whoever asked for it.
  public ServerTls server(ServerTlsConfig config) {
    var made = new ServerTls(config, time, blocking, log, this::closed);
    synchronized (open) {
      serving.add(made);
    }
    return made;
  }

  /// The certificates of all that are not closed, listeners' first.
  public List<CertificateStatus> certificates() {
    var all = new ArrayList<CertificateStatus>();
    synchronized (open) {
      serving.forEach(each -> all.addAll(each.certificates()));
      open.forEach(each -> all.addAll(each.certificates()));
    }
    return all.stream().distinct().toList();
  }

  /// Reads the files of all clients that are not closed, and says which can't be used.
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

  private void closed(ServerTls one) {
    synchronized (open) {
      serving.remove(one);
    }
  }

  private void closed(Tls one) {
    synchronized (open) {
      open.remove(one);
    }
  }
}
