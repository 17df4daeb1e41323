package dev.sonde.http.tls;

import dev.sonde.api.Blocking;
import dev.sonde.api.Time;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.slf4j.Logger;

/// One configuration in force: its files read, watched, and read again when they change. Safe for
/// all threads. Closing it only takes its certificates out of the list; closing twice is fine.
public final class Tls implements AutoCloseable {
  private final TlsConfig config;
  private final Encounters encounters = new Encounters();
  private final Warnings warnings;
  private final Keeper<ClientEngines> keeper;
  private final Consumer<Tls> closed;
  private final Time time;
  private final Logger log;

  Tls(
      TlsConfig config,
      SystemTrust system,
      Time time,
      Blocking blocking,
      Logger log,
      Consumer<Tls> closed) {
    this.config = config;
    this.warnings = new Warnings(config, time, log);
    this.keeper =
        new Keeper<>(
            config,
            CertificateStatus.Use.CLIENT,
            system,
            material -> new ClientEngines(config, material, encounters, time),
            warnings,
            time,
            blocking);
    this.closed = closed;
    this.log = log;
    this.time = time;
  }

  /// A connection about to be made.
  ///
  /// @param engine for one connection
  /// @param generation compare with [#generation]
  public record Connection(SSLEngine engine, long generation) {}

  /// An engine in client mode for a new connection, with server name, versions, suites and the
  /// check of the host's name set. Looks at the files first, unless it has just done so.
  ///
  /// @param host the URL's host
  /// @throws IOException when the files can't be used, in words for people
  public Connection connection(String host, int port) throws IOException, InterruptedException {
    Peer peer = peer(host, port);
    InForce<ClientEngines> current = keeper.current();
    warnings.connecting(where(host, port));
    encounters.begun(peer);
    try {
      return new Connection(current.engines().engine(peer), current.generation());
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS to " + where(host, port) + ": " + e.getMessage(), e);
    }
  }

  /// Another number as soon as changed files are in force: connections of an older generation are
  /// not used again. Looks at the files, unless it has just done so.
  ///
  /// @return 0 before the first connection
  public long generation() throws InterruptedException {
    if (keeper.known().isPresent()) {
      keeper.look();
    }
    return keeper.known().map(InForce::generation).orElse(0L);
  }

  /// Reads the files, unless it has just done so, and says why they can't be used; also while older
  /// ones are in force.
  public Optional<TlsProblem> problem() throws InterruptedException {
    return keeper.problem();
  }

  /// A handshake has ended well: what the server showed is kept for [#certificates].
  public void shaken(String host, int port, SSLSession session) {
    new Handshake(where(host, port), session).note(encounters, log);
    if (config.sessionTickets()) {
      encounters.resumable(peer(host, port), session);
    }
  }

  /// What a failed handshake means, in words a person can act on. With TLS 1.3 a server refuses a
  /// client's certificate only after the client's handshake: failures of the first read and write
  /// belong here too. What is not a failure of TLS comes back as it is.
  public IOException explain(String host, int port, IOException failure) {
    Peer peer = peer(host, port);
    var material = keeper.known().map(InForce::material);
    return new Explanation(config, where(host, port), peer, encounters.wanted(peer), material, time)
        .of(failure);
  }

  /// Certificates in use.
  public List<CertificateStatus> certificates() {
    var all = new ArrayList<CertificateStatus>();
    keeper.known().ifPresent(known -> all.addAll(known.material().statuses()));
    all.addAll(encounters.servers());
    return all;
  }

  @Override
  public void close() {
    closed.accept(this);
  }

  private Peer peer(String host, int port) {
    return new Peer(Peer.plain(config.serverName().orElse(host)), port);
  }

  private static Peer where(String host, int port) {
    return new Peer(Peer.plain(host), port);
  }
}
